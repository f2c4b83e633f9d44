#include "services/indicator/rpc/roll_up_messages.h"

#include <set>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/status/refusal.h"
#include "services/indicator/limits.h"
#include "zhengping/indicator/v1/score_requests.pb.h"

namespace zhengping::indicator {

absl::StatusOr<std::vector<RollUpPart>> RollUpFrom(const v1::ScoreRequest& request) {
  std::vector<RollUpPart> parts;
  if (!request.has_roll_up()) return parts;
  const auto malformed = [](std::string field, absl::string_view what) {
    return Invalid({"ROLL_UP_MALFORMED", std::move(field)}, what);
  };
  if (!request.project().empty())
    return malformed("project", "a roll-up is the department's sheet: no project beside it");
  if (request.roll_up().parts().empty() || request.roll_up().parts_size() > kMostRollUpParts) {
    return malformed("roll_up.parts", absl::StrCat("a roll-up has 1 to ", kMostRollUpParts, " projects"));
  }
  std::set<std::string> projects;
  for (int i = 0; i < request.roll_up().parts_size(); ++i) {
    const v1::RollUpPart& part = request.roll_up().parts(i);
    const std::string place = absl::StrCat("roll_up.parts[", i, "]");
    if (part.project().empty() || !projects.insert(part.project()).second) {
      return malformed(place + ".project", "each project once, by its pro_code");
    }
    if (part.payments_fen() < 0) return malformed(place + ".payments_fen", "payments are at or above zero");
    parts.push_back({part.project(), std::nullopt});
    if (part.has_payments_fen()) parts.back().money.emplace(part.payments_fen());
  }
  return parts;
}

}  // namespace zhengping::indicator
