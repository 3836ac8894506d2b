// Reads a block aloud with a voice that lives on the device: other voices would send the text to somebody else.
//
//   <button type="button" data-speak="#steps" data-stop="Stop" hidden>Listen</button>

function voiceFor(lang: string): SpeechSynthesisVoice | undefined {
  const primary = lang.split("-")[0]?.toLowerCase();
  return speechSynthesis
    .getVoices()
    .find((voice) => voice.localService && voice.lang.toLowerCase().split(/[-_]/)[0] === primary);
}

function languageOf(element: Element): string {
  return element.closest("[lang]")?.getAttribute("lang") ?? "it";
}

function say(button: HTMLButtonElement, target: HTMLElement): void {
  const label = button.querySelector("span") ?? button;
  const words = label.textContent ?? "";
  const done = (): void => {
    label.textContent = words;
    button.removeAttribute("aria-pressed");
  };
  // Sentence by sentence: some devices fall silent in long texts.
  const sentences = target.innerText.split(/(?<=[.!?؟:])\s+|\n+/).filter((sentence) => sentence.trim() !== "");
  sentences.forEach((sentence, index) => {
    const utterance = new SpeechSynthesisUtterance(sentence);
    utterance.lang = languageOf(target);
    utterance.voice = voiceFor(utterance.lang) ?? null;
    utterance.rate = 0.9;
    if (index === sentences.length - 1) utterance.onend = done;
    utterance.onerror = done;
    speechSynthesis.speak(utterance);
  });
  label.textContent = button.dataset.stop ?? words;
  button.setAttribute("aria-pressed", "true");
}

export function readAloud(): void {
  if (!("speechSynthesis" in window)) return;
  const buttons = [...document.querySelectorAll<HTMLButtonElement>("button[data-speak]")];
  const offer = (): void => {
    for (const button of buttons) {
      const target = document.querySelector<HTMLElement>(button.dataset.speak ?? "");
      button.hidden = !target || !voiceFor(languageOf(target));
    }
  };
  offer();
  speechSynthesis.addEventListener?.("voiceschanged", offer);
  for (const button of buttons) {
    button.addEventListener("click", () => {
      const wasSpeaking = button.hasAttribute("aria-pressed");
      speechSynthesis.cancel();
      const target = document.querySelector<HTMLElement>(button.dataset.speak ?? "");
      if (!wasSpeaking && target) say(button, target);
    });
  }
  window.addEventListener("pagehide", () => speechSynthesis.cancel());
}
