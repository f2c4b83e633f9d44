#include "common/config/version.h"

namespace zhengping {

const char* Version() { return ZP_VERSION; }

}  // namespace zhengping
