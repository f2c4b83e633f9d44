#include "common/server/intake.h"

#include "common/status/refusal.h"

namespace zhengping::server {

absl::Status StreamIdle() {
  return TooLate({"STREAM_IDLE", "", ""}, "nothing was sent for too long: the stream can be resumed");
}

}  // namespace zhengping::server
