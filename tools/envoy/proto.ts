/** A protobuf message in its JSON form (field names as in the .proto files). */
export interface Proto {
  readonly [field: string]: unknown;
}

/** A message inside a google.protobuf.Any: `type` is its full name, e.g. `envoy.config.listener.v3.Listener`. */
export function any(type: string, fields: Proto = {}): Proto {
  return { '@type': `type.googleapis.com/${type}`, ...fields };
}

/** An extension as Envoy lists them: a name and its typed configuration. */
export interface Extension {
  readonly name: string;
  readonly typed_config: Proto;
}

export function extension(name: string, type: string, fields: Proto = {}): Extension {
  return { name, typed_config: any(type, fields) };
}

/** The fields that are not undefined: an option that was left out leaves Envoy's default. */
export function given(fields: Proto): Proto {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}
