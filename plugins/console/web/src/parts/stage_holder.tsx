// Holds language and look for a whole page, on the <html> element too.

import type {ComponentChildren} from "preact";
import {useEffect, useLayoutEffect, useMemo, useState} from "preact/hooks";
import {remember, remembered} from "../lib/choices.ts";
import {languages, StageContext, type Look, type Stage} from "../lib/stage.tsx";
import {named, preferred, say, type Words} from "../lib/words.ts";

const loaded = new Map<string, Words>();

async function load(language: string): Promise<Words> {
  const known = loaded.get(language);
  if (known) return known;
  const where = languages.find((one) => one.language === language)?.words;
  const words = (await (await fetch(where ?? "")).json()) as Words;
  loaded.set(language, words);
  return words;
}

const chosen = () => remembered("language") ?? preferred(navigator.languages, languages.map((one) => one.language));

/// `suggested` is a language to begin with, if nobody has chosen one here.
export function StageHolder({children, suggested}: {children: ComponentChildren; suggested?: string | undefined}) {
  const [language, setLanguage] = useState(chosen);
  const [words, setWords] = useState<{language: string; words: Words} | null>(null);
  const [look, setLook] = useState<Look>(() => (remembered("look") as Look | null) ?? "system");

  useEffect(() => {
    if (suggested && !remembered("language") && languages.some((one) => one.language === suggested)) setLanguage(suggested);
  }, [suggested]);

  useEffect(() => {
    let stale = false;
    const again = () =>
      load(language).then((words) => !stale && setWords({language, words})).catch(() => !stale && setTimeout(again, 1000));
    void again();
    return () => {
      stale = true;
    };
  }, [language]);

  // Before it is painted: nobody sees the words of one language set out as those of another.
  useLayoutEffect(() => {
    document.documentElement.dataset["look"] = look;
  }, [look]);

  useLayoutEffect(() => {
    if (!words) return;
    document.documentElement.lang = words.language;
    document.documentElement.dir = languages.find((one) => one.language === words.language)?.right_to_left ? "rtl" : "ltr";
  }, [words]);

  const stage = useMemo<Stage | null>(() => {
    if (!words) return null;
    const numbers = new Intl.NumberFormat(words.language);
    return {
      language: words.language,
      setLanguage: (next) => {
        remember("language", next);
        setLanguage(next);
      },
      look,
      setLook: (next) => {
        remember("look", next === "system" ? null : next);
        setLook(next);
      },
      t: (key, fill) => say(words.language, words.words, key, fill),
      n: (texts, otherwise) => named(texts, words.language, otherwise),
      num: (value, options) => (options ? new Intl.NumberFormat(words.language, options) : numbers).format(value),
    };
  }, [words, look]);

  return stage && <StageContext.Provider value={stage}>{children}</StageContext.Provider>;
}
