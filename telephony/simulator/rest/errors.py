"""Errors in Twilio's JSON form."""

from aiohttp import web


class ApiError(Exception):
    """A request that is refused, with Twilio's code and the HTTP status."""

    def __init__(self, status: int, code: int, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.code = code
        self.message = message

    def response(self) -> web.Response:
        """Return the JSON answer."""
        body = {
            "code": self.code,
            "message": self.message,
            "more_info": f"https://www.twilio.com/docs/errors/{self.code}",
            "status": self.status,
        }
        return web.json_response(body, status=self.status)


def not_found(path: str) -> ApiError:
    """The resource does not exist, or belongs to somebody else."""
    return ApiError(404, 20404, f"The requested resource {path} was not found")


def unauthorised() -> ApiError:
    """No or wrong credentials."""
    return ApiError(401, 20003, "Authentication Error - invalid username")
