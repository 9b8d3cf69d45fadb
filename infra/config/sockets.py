"""WebSockets: only from a page of the same host, with the session's user, to the apps' consumers."""

from channels.auth import AuthMiddlewareStack
from channels.routing import ProtocolTypeRouter, URLRouter

from infra.config.same_host import Application, SameHost
from telephony.realtime.urls import urlpatterns


def application_for(http: Application) -> Application:
    """One ASGI application: `http` answers requests, the apps' consumers answer sockets."""
    sockets = SameHost(AuthMiddlewareStack(URLRouter(urlpatterns)))
    application: Application = ProtocolTypeRouter({"http": http, "websocket": sockets})
    return application
