import { openTop } from "../../abi/arena";
import * as json from "../../bytes/json";
import * as texts from "../../bytes/texts.gen";
import {
  GUARD_ACTION,
  GUARD_KEY,
  GuardKey,
  MISSING_SNI,
  MissingSni,
  Rule,
  RULE,
  SAME_TLS,
  UNKNOWN_HOST,
} from "../../bytes/words.gen";
import { openFlag } from "../../abi/connection-flag";
import { now } from "../../abi/log";
import { room } from "../../abi/room";
import { compileTables } from "./compile";
import { GUARD_CONFIG_SIZE, GuardConfig, groupFlag } from "./config";
import { readHost } from "./read-hosts";
import { listenerCount, readListeners } from "./read-listeners";

/** Compiles the configuration in `text` (docs/misdirected-guard.md). On failure the line holds the error. */
export function readGuardConfig(text: usize, size: usize): usize {
  json.openJson(texts.LOG_GUARD, text, size);
  const base = room(GUARD_CONFIG_SIZE);
  if (base == 0) return 0;
  const config = changetype<GuardConfig>(base);
  openFlag(groupFlag(config), keyOf(text, size));
  let rule = json.NONE;
  let ruleAt: usize = 0;
  let listenersAt: usize = 0;
  let listeners: usize = 0;
  let listenersEnd: usize = 0;
  let exceptions: usize = 0;
  let exceptionsEnd: usize = 0;
  let missingSni = json.NONE;
  let missingSniAt: usize = 0;
  let sameTlsAt: usize = 0;
  let unknownHostAt: usize = 0;
  let shared = false;
  if (size > 0) {
    json.openObject();
    for (let key = json.nextKey(GUARD_KEY); key >= 0; key = json.nextKey(GUARD_KEY)) {
      switch (key) {
        case GuardKey.Rule:
          ruleAt = json.place();
          rule = json.readWord(RULE);
          break;
        case GuardKey.Listeners:
          listenersAt = json.place();
          listeners = openTop();
          readListeners();
          listenersEnd = openTop();
          break;
        case GuardKey.SameTls:
          sameTlsAt = json.place();
          shared = json.readWord(SAME_TLS) == 1;
          break;
        case GuardKey.MissingSni:
          missingSniAt = json.place();
          missingSni = json.readWord(MISSING_SNI);
          break;
        case GuardKey.UnknownHost:
          unknownHostAt = json.place();
          config.rejectUnknown = json.readWord(UNKNOWN_HOST) == 1;
          break;
        case GuardKey.Action:
          config.report = json.readWord(GUARD_ACTION) == 1;
          break;
        case GuardKey.ExceptHosts:
          exceptions = openTop();
          json.openArray();
          for (let i: u32 = 0; json.nextItem(i); i++) readHost(i, 0, 0);
          exceptionsEnd = openTop();
          break;
        default:
          config.mark = json.readBoolean();
      }
    }
    json.closeJson();
  }
  if (json.failed()) return 0;
  if (rule == json.NONE) rule = listenersAt == 0 ? Rule.SniEqualsHost : Rule.Listener;
  config.equalsHost = rule == Rule.SniEqualsHost;
  if (config.equalsHost) {
    if (missingSni == json.NONE) missingSni = MissingSni.Reject;
    refuse(listenersAt != 0, ruleAt, GuardKey.Rule, texts.RULE_WITHOUT_LISTENERS);
    refuse(missingSni == MissingSni.Listener, missingSniAt, GuardKey.MissingSni, texts.SNI_MISSING);
    refuse(sameTlsAt != 0, sameTlsAt, GuardKey.SameTls, texts.ONLY_WITH_LISTENERS);
    refuse(unknownHostAt != 0, unknownHostAt, GuardKey.UnknownHost, texts.ONLY_WITH_LISTENERS);
  } else {
    if (missingSni == json.NONE) missingSni = MissingSni.Listener;
    refuse(listenersAt == 0, ruleAt, GuardKey.Rule, texts.RULE_NEEDS_LISTENERS);
  }
  config.missingSni = <u8>missingSni;
  if (json.failed()) return 0;
  return compileTables(base, listenerCount, shared, listeners, listenersEnd, exceptions, exceptionsEnd) ? base : 0;
}

/**
 * What sets the flags of this configuration apart from those of every other one, older ones of the same connection included: the
 * groups have other numbers there. FNV-1a over the text, begun with the time.
 */
function keyOf(text: usize, size: usize): u64 {
  let hash: u64 = 0xcbf29ce484222325 ^ now();
  for (let at = text; at < text + size; at++) hash = (hash ^ load<u8>(at)) * 0x100000001b3;
  return hash;
}

/** A value that contradicts another one: the error shows it as the user wrote it. */
function refuse(wrong: bool, at: usize, key: GuardKey, expected: usize): void {
  if (!wrong || json.failed()) return;
  json.returnTo(at, GUARD_KEY, key);
  json.complainPlace(expected);
}
