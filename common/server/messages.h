// What people read when something was refused: messages.zh.txt, one line a reason, a tab between the two. It is
// compiled in; a reason without a line is shown with its English message.
#ifndef ZHENGPING_COMMON_SERVER_MESSAGES_H_
#define ZHENGPING_COMMON_SERVER_MESSAGES_H_

#include "absl/strings/string_view.h"

namespace zhengping::server {

// Empty when there is no line for `reason`.
absl::string_view ChineseMessageOf(absl::string_view reason);

}  // namespace zhengping::server

#endif  // ZHENGPING_COMMON_SERVER_MESSAGES_H_
