#include "common/server/feed.h"

#include "common/status/refusal.h"

namespace zhengping::server {

absl::Status ConsumerTooSlow() {
  return Overloaded({"CONSUMER_TOO_SLOW", "", ""},
                    "nothing was read from the stream for too long: resume from the last position, and read faster");
}

}  // namespace zhengping::server
