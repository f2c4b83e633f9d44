#include "common/storage/postgres/postgres_error.h"

#include <algorithm>
#include <array>
#include <string>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/strip.h"
#include "common/storage/refusals.h"

namespace zhengping::storage {
namespace {

// Classes and codes of appendix A of PostgreSQL's manual that say nothing about our SQL: the same statement may succeed
// once the server, the network or somebody else's lock allows it.
bool IsOfTheMoment(absl::string_view sqlstate) {
  const std::array<absl::string_view, 12> starts = {
      "08",     // connection exception
      "28",     // authorization
      "3D000",  // no such database
      "40001",  // serialization failure
      "40P01",  // deadlock
      "42501",  // privilege
      "53",     // out of memory, connections, room for sorting
      "55P03",  // lock not available
      "57",     // shutdown, starting up, cancelled by an operator or a time limit
      "58030",  // input/output error
      "58P01",  // a file is missing
      "25P03",  // idle in transaction for too long
  };
  return std::any_of(starts.begin(), starts.end(),
                     [sqlstate](absl::string_view start) { return absl::StartsWith(sqlstate, start); });
}

}  // namespace

absl::Status PostgresError(absl::string_view sqlstate, absl::string_view text, bool is_writer, absl::string_view place,
                           absl::string_view sql) {
  const std::string line = absl::StrReplaceAll(absl::StripSuffix(text, "\n"), {{"\n", "; "}});
  if (sqlstate == "53100") return DiskFull(place);
  if (sqlstate == "XX001" || sqlstate == "XX002") return DatabaseCorrupt(place, line);
  if (IsOfTheMoment(sqlstate)) return StorageUnavailable(place, line);
  if (sqlstate == "25006" && is_writer) return StorageUnavailable(place, line);
  return absl::InternalError(absl::StrCat("PostgreSQL: ", line, " (", sqlstate, ") in: ", sql));
}

}  // namespace zhengping::storage
