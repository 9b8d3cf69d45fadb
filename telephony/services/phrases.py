"""What callers are told outside their flow, in the languages the product speaks."""

from telephony.engine.commands import Say

ENGLISH, CHINESE = "en", "zh-CN"

_PHRASES = {
    "position": {ENGLISH: "You are number {position} in the queue.", CHINESE: "您在队列中排第{position}位。"},
    "next": {ENGLISH: "You are next. Please stay on the line.", CHINESE: "您前面没有人了，请不要挂断。"},
    "unknown_number": {
        ENGLISH: "This number is not in service. Please check the number and call again. Goodbye.",
        CHINESE: "您拨打的号码未启用，请核对后再拨。再见。",
    },
    "please_hold": {ENGLISH: "One moment please, do not hang up.", CHINESE: "请稍候，不要挂断。"},
    "sorry": {
        ENGLISH: "We are sorry, we cannot take your call now. Please call again in a few minutes.",
        CHINESE: "非常抱歉，现在无法接听您的来电，请几分钟后再拨。",
    },
    "suspended": {
        ENGLISH: "Thank you for calling. This line cannot take calls at the moment. Goodbye.",
        CHINESE: "感谢您的来电。此号码暂时无法接听电话，再见。",
    },
    "not_your_call": {
        ENGLISH: "This call is no longer yours. Please look at your desk.",
        CHINESE: "这个通话已不在您这里，请查看您的工作台。",
    },
}


def phrase(name: str, language: str, **values: object) -> Say:
    """One sentence in the caller's language; a language we do not speak hears English."""
    spoken = CHINESE if language.lower().startswith("zh") else ENGLISH
    return Say(_PHRASES[name][spoken].format(**values), spoken)


def both(name: str) -> tuple[Say, Say]:
    """The sentence in both languages, for a caller of whom we know nothing."""
    return phrase(name, ENGLISH), phrase(name, CHINESE)


def language_for(number: str, spoken: tuple[str, ...], default: str) -> str:
    """The language a call begins in.

    Callers from +86, +852, +853 and +886 hear zh-CN when the flow speaks it; everybody else hears the flow's
    `default`, which is the company's own language, or the first it speaks when it has no such texts.
    """
    if CHINESE in spoken and number.startswith(("+86", "+852", "+853", "+886")):
        return CHINESE
    return default if default in spoken or not spoken else spoken[0]
