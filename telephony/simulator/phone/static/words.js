// Everything the page says, in both languages.

const en = {
  title: "Virtual phone", language: "Language", own: "Your number", to: "Number to call", erase: "Delete the last digit",
  you: "You", them: "Them", youLevel: "How loud you are", themLevel: "How loud the other side is",
  pad: "Keypad", call: "Call", answer: "Answer", decline: "Decline", hangup: "Hang up", mute: "Mute", unmute: "Unmute", write: "Say something in writing",
  speech: "Say it in writing…", speechSend: "Say", speechWhy: "For menus that listen: the text is taken as what you said.",
  book: "Numbers you can call", pick: "Call this number",
  noNumbers: "Nobody has a number yet. As soon as a company signs up and takes one, it appears here.",
  aboutTitle: "What is this?",
  about: "A telephone outside the call centre, for trying things out. Pick a number and talk: your microphone and speaker are the handset. Calls to your number ring here too.",
  keys: "Keyboard: type digits, Enter to call or answer, Esc to hang up.",
  online: "Ready. Calls to this number ring here.", offline: "No connection to the telephone network. Trying again…",
  badOwn: "Write the number with its country code, such as +1 415 555 0123.",
  calling: "Calling…", ringing: "Ringing…", incoming: "Incoming call", connecting: "Connecting…", connected: "Connected", muted: "You are muted",
  ended: {
    "hung-up": "Call ended", completed: "The other side hung up", busy: "The line is busy", "no-answer": "No answer",
    rejected: "The call was declined", failed: "The call could not be connected", canceled: "The call was cancelled",
    "not-in-service": "This number is not in service", missed: "Missed call", lost: "The connection was lost",
  },
  badTo: "Write the number to call with its country code, such as +1 415 555 0123.",
  noMic: "Your browser does not let this page use the microphone. You can listen, but nobody hears you. To speak, allow the microphone in the address bar, then call again.",
  noDevice: "No microphone was found. You can listen, but nobody hears you. To speak, plug one in, then call again.",
  noWebRtc: "This browser cannot make calls. Use a current version of Chrome, Edge, Firefox or Safari.",
};

const zh = {
  title: "虚拟电话", language: "语言", own: "您的号码", to: "要拨打的号码", erase: "删除最后一位",
  you: "您", them: "对方", youLevel: "您的音量", themLevel: "对方的音量",
  pad: "拨号键盘", call: "呼叫", answer: "接听", decline: "拒接", hangup: "挂断", mute: "静音", unmute: "取消静音", write: "用文字代替说话",
  speech: "用文字代替说话…", speechSend: "说出", speechWhy: "用于语音菜单：输入的文字会被当作您说的话。",
  book: "可以拨打的号码", pick: "拨打此号码",
  noNumbers: "目前还没有号码。一旦有公司注册并选定号码，就会显示在这里。",
  aboutTitle: "这是什么？",
  about: "这是呼叫中心之外的一部电话，供您试用。选一个号码就可以通话：电脑的麦克风和扬声器就是听筒。拨打您的号码时，这里也会响铃。",
  keys: "键盘：输入数字，回车键呼叫或接听，Esc 键挂断。",
  online: "已就绪，拨打此号码时这里会响铃。", offline: "与电话网络的连接中断，正在重试…",
  badOwn: "请输入带国家代码的号码，例如 +1 415 555 0123。",
  calling: "正在呼叫…", ringing: "正在响铃…", incoming: "来电", connecting: "正在接通…", connected: "通话中", muted: "您已静音",
  ended: {
    "hung-up": "通话结束", completed: "对方已挂断", busy: "线路忙", "no-answer": "无人接听",
    rejected: "对方已拒接", failed: "无法接通", canceled: "呼叫已取消",
    "not-in-service": "此号码未启用", missed: "未接来电", lost: "连接已中断",
  },
  badTo: "请输入要拨打的号码（带国家代码），例如 +1 415 555 0123。",
  noMic: "浏览器不允许本页面使用麦克风。您可以收听，但对方听不到您。若要说话，请在地址栏中允许使用麦克风，然后重新拨打。",
  noDevice: "没有找到麦克风。您可以收听，但对方听不到您。若要说话，请接上麦克风，然后重新拨打。",
  noWebRtc: "此浏览器无法通话。请使用最新版的 Chrome、Edge、Firefox 或 Safari。",
};

const ALL = { en, "zh-Hans": zh };

/** The language to begin with: ?lang=, then the last choice, then the browser's. */
export function firstLanguage(search, remembered, browser) {
  const wanted = new URLSearchParams(search).get("lang") || remembered || browser || "en";
  return wanted.toLowerCase().startsWith("zh") ? "zh-Hans" : "en";
}

export const wordsOf = (language) => ALL[language] ?? en;
