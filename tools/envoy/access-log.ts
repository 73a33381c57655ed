import { extension } from './proto.ts';
import type { Extension, Proto } from './proto.ts';

/** Access log lines among Envoy's log lines (envoy.extensions.access_loggers.stream.v3.StderrAccessLog). */
export function stderrAccessLog(format: string): Extension {
  return extension('envoy.access_loggers.stderr', 'envoy.extensions.access_loggers.stream.v3.StderrAccessLog', {
    log_format: textFormat(format),
  });
}

/** Access log lines in a file of their own (envoy.extensions.access_loggers.file.v3.FileAccessLog). */
export function fileAccessLog(path: string, format: string): Extension {
  return extension('envoy.access_loggers.file', 'envoy.extensions.access_loggers.file.v3.FileAccessLog', {
    path,
    log_format: textFormat(format),
  });
}

function textFormat(format: string): Proto {
  return { text_format_source: { inline_string: format.endsWith('\n') ? format : `${format}\n` } };
}
