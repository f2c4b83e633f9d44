// W3C trace context (https://www.w3.org/TR/trace-context/, version 00): one id that follows a request from the browser
// through every service into every log line.
//
//   traceparent: 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01
//
// A service that receives a valid traceparent keeps the trace id and answers under a span id of its own; without one,
// or with a malformed one, it starts a trace. tracestate is handed on unread.
#ifndef ZHENGPING_COMMON_TRACE_TRACE_H_
#define ZHENGPING_COMMON_TRACE_TRACE_H_

#include <cstdint>
#include <optional>
#include <string>

#include "absl/strings/string_view.h"

namespace zhengping::trace {

struct Context {
  std::string trace_id;  // 32 lower-case hexadecimal digits, not all zero
  std::string span_id;   // 16 of them: the piece of work that the next service sees as its parent
  uint8_t flags = 1;     // bit 0: sampled
  std::string state;     // tracestate as received, at most 512 bytes; longer ones are dropped
};

// Reads a traceparent. Empty for anything that the specification calls invalid: other lengths, upper case, all zeros,
// version ff. Versions above 00 are read as far as 00 goes.
std::optional<Context> Parse(absl::string_view traceparent);

// A new trace with random ids.
Context Start();

// The same trace under a new span id.
Context Child(const Context& parent);

// The header's value.
std::string Format(const Context& context);

// `digits` random lower-case hexadecimal digits, for ids that need be unique but not secret (spans, incidents).
std::string RandomHex(int digits);

}  // namespace zhengping::trace

#endif  // ZHENGPING_COMMON_TRACE_TRACE_H_
