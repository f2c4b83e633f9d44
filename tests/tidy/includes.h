// Who may include whom: the table of services/README.md as data (includes.csv), and the check that holds it.
#ifndef ZHENGPING_TESTS_TIDY_INCLUDES_H_
#define ZHENGPING_TESTS_TIDY_INCLUDES_H_

#include <map>
#include <set>
#include <string>
#include <vector>

#include "tests/tidy/source_file.h"

namespace zhengping::tidy {

// Layer → layers it may include. Layers: "domain", "store", "rpc", "exchange", "documents", "clients", "main", "limits", "cli",
// "offline" (services/cli/offline.cc), "tests"; and as targets besides: "values" (money, rational, date, status,
// resource_name, text, digest), "spreadsheet", "rpc_mechanics" (page_token, request_id, clock …), "config", "log",
// "storage", "server", "client", "testing", "protos", "grpc", "protobuf", "sqlite".
using IncludeTable = std::map<std::string, std::set<std::string>>;

// Lines "layer: target target …"; "#" begins a comment.
IncludeTable ParseIncludeTable(const std::string& text);

std::vector<Violation> CheckIncludes(const std::vector<SourceFile>& files, const IncludeTable& table);

// The folders of common/ are a list without cycles, in the order of common/CMakeLists.txt: each includes only those
// above it. `order` is that list.
std::vector<Violation> CheckCommonOrder(const std::vector<SourceFile>& files, const std::vector<std::string>& order);

}  // namespace zhengping::tidy

#endif  // ZHENGPING_TESTS_TIDY_INCLUDES_H_
