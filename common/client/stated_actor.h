// Who acts, as a caller states it: a person and one role, in a call's metadata. A server on loopback takes the word of
// the local operator for it (common/server/access.h); everywhere else identities are proven, and it refuses such calls.
//
//   ZP_ASSIGN_OR_RETURN(const StatedActor actor, ParseStatedActor("王五:finance_reviewer"));
//   State(actor, context);
#ifndef ZHENGPING_COMMON_CLIENT_STATED_ACTOR_H_
#define ZHENGPING_COMMON_CLIENT_STATED_ACTOR_H_

#include <grpcpp/grpcpp.h>

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "zhengping/access.pb.h"

namespace zhengping::client {

inline constexpr char kActorNameKey[] = "zhengping-actor-bin";   // UTF-8
inline constexpr char kActorRoleKey[] = "zhengping-actor-role";  // "finance_reviewer"
inline constexpr size_t kMostActorBytes = 200;

struct StatedActor {
  std::string name;
  Role role = ROLE_UNSPECIFIED;
};

// Both refuse with ACTOR_MALFORMED (INVALID_ARGUMENT): a name of 1 to kMostActorBytes bytes of UTF-8 without control
// characters; a role of access.proto, in lower case and without ROLE_, other than anonymous.
absl::StatusOr<StatedActor> ActorFrom(absl::string_view name, absl::string_view role);
// "NAME:ROLE"; the role stands behind the last colon.
absl::StatusOr<StatedActor> ParseStatedActor(absl::string_view text);

// "finance_reviewer".
std::string RoleName(Role role);

// Adds the metadata.
void State(const StatedActor& actor, grpc::ClientContext& context);

}  // namespace zhengping::client

#endif  // ZHENGPING_COMMON_CLIENT_STATED_ACTOR_H_
