// What every RPC of every service must have. A new RPC is covered by being there.
#include "tests/contract/contract.h"

#include <gtest/gtest.h>

#include <map>
#include <regex>
#include <set>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "google/api/annotations.pb.h"
#include "zhengping/access.pb.h"

namespace zhengping {
namespace {

namespace pb = google::protobuf;

class ContractTest : public testing::Test {
 protected:
  static const Contract& contract() {
    static const Contract* const contract = new Contract;
    return *contract;
  }
};

// Verb and path of the HTTP form.
std::string HttpOf(const pb::MethodDescriptor& rpc) {
  const google::api::HttpRule& rule = rpc.options().GetExtension(google::api::http);
  switch (rule.pattern_case()) {
    case google::api::HttpRule::kGet:
      return absl::StrCat("GET ", rule.get());
    case google::api::HttpRule::kPut:
      return absl::StrCat("PUT ", rule.put());
    case google::api::HttpRule::kPost:
      return absl::StrCat("POST ", rule.post());
    case google::api::HttpRule::kDelete:
      return absl::StrCat("DELETE ", rule.delete_());
    case google::api::HttpRule::kPatch:
      return absl::StrCat("PATCH ", rule.patch());
    case google::api::HttpRule::kCustom:
    case google::api::HttpRule::PATTERN_NOT_SET:
      break;
  }
  return "";
}

TEST_F(ContractTest, SeesTheThreeServices) {
  std::set<std::string> names;
  for (const pb::ServiceDescriptor* service : contract().services()) names.insert(service->full_name());
  EXPECT_EQ(names,
            (std::set<std::string>{"zhengping.budget.v1.BudgetService", "zhengping.indicator.v1.IndicatorService",
                                   "zhengping.reporting.v1.ReportingService"}));
}

TEST_F(ContractTest, EveryRpcSaysWhoMayCallItAndWhatIsAudited) {
  for (const pb::MethodDescriptor* rpc : contract().rpcs()) {
    SCOPED_TRACE(rpc->full_name());
    EXPECT_TRUE(rpc->options().HasExtension(access));
    const Access& rule = rpc->options().GetExtension(access);
    EXPECT_GT(rule.roles_size(), 0);
    std::set<int> roles;
    for (int role : rule.roles()) {
      EXPECT_NE(role, ROLE_UNSPECIFIED);
      EXPECT_NE(role, ROLE_ANONYMOUS) << "only health checks are for everybody";
      EXPECT_TRUE(roles.insert(role).second) << "listed twice: " << Role_Name(role);
    }
    EXPECT_NE(rule.audit(), AUDIT_UNSPECIFIED);
    EXPECT_NE(rule.audit(), AUDIT_NONE) << "only health checks leave no trail";
  }
}

TEST_F(ContractTest, EveryRpcNamesTheResourceThatMustLieInTheCallersScope) {
  std::map<std::string, std::string> unscoped;  // and why
  for (const std::string& line : LinesOf("tests/contract/unscoped_rpcs.txt")) {
    unscoped.insert(std::pair<std::string, std::string>(absl::StrSplit(line, absl::MaxSplits('\t', 1))));
  }
  for (const pb::MethodDescriptor* rpc : contract().rpcs()) {
    SCOPED_TRACE(rpc->full_name());
    const std::string path = rpc->options().GetExtension(access).scope_field();
    if (path.empty()) {
      EXPECT_EQ(unscoped.erase(rpc->full_name()), 1u) << "tests/contract/unscoped_rpcs.txt does not say why";
      continue;
    }
    const pb::FieldDescriptor* field = FieldAt(*rpc->input_type(), path);
    EXPECT_TRUE(field != nullptr && field->type() == pb::FieldDescriptor::TYPE_STRING)
        << path << " is no text of " << rpc->input_type()->full_name();
  }
  for (const auto& [rpc, why] : unscoped) ADD_FAILURE() << "unscoped_rpcs.txt lists what needs no listing: " << rpc;
}

TEST_F(ContractTest, EveryRpcHasAnHttpFormOfItsOwn) {
  static const std::regex variable("\\{([a-z_.]+)(=[^}]*)?\\}");
  std::map<std::string, std::string> taken;
  for (const pb::MethodDescriptor* rpc : contract().rpcs()) {
    SCOPED_TRACE(rpc->full_name());
    const std::string http = HttpOf(*rpc);
    EXPECT_NE(http, "");
    const auto [place, is_new] = taken.emplace(http, rpc->full_name());
    // The resource names of the three services lie in one space, for one gateway serves them all.
    EXPECT_TRUE(is_new) << http << " is " << place->second << "'s already";
    for (std::sregex_iterator it(http.begin(), http.end(), variable), end; it != end; ++it) {
      EXPECT_NE(FieldAt(*rpc->input_type(), it->str(1)), nullptr) << it->str(1) << " is no field of the request";
    }
    const std::string body = rpc->options().GetExtension(google::api::http).body();
    if (!body.empty() && body != "*") {
      EXPECT_NE(FieldAt(*rpc->input_type(), body), nullptr) << "body: " << body;
    }
  }
}

TEST_F(ContractTest, EveryRpcListsItsReasonsAndTheyArePublished) {
  const std::set<std::string> published = PublishedReasons();
  for (const pb::MethodDescriptor* rpc : contract().rpcs()) {
    SCOPED_TRACE(rpc->full_name());
    const std::string comment = CommentOf(*rpc);
    const size_t errors = comment.find("Errors:");
    if (errors == std::string::npos) {
      ADD_FAILURE() << "the comment ends with 'Errors: REASON (CODE); …' or 'Errors: none of its own.'";
      continue;
    }
    for (const std::string& reason : ReasonsIn(absl::string_view(comment).substr(errors))) {
      EXPECT_EQ(published.count(reason), 1u) << reason << " is not in tests/contract/reasons.txt";
    }
  }
  for (const pb::ServiceDescriptor* service : contract().services()) {
    for (const std::string& reason : ReasonsIn(CommentOf(*service))) {
      EXPECT_EQ(published.count(reason), 1u) << reason << " is not in tests/contract/reasons.txt";
    }
  }
}

TEST(FieldAt, FollowsAPath) {
  const pb::Descriptor& http = *google::api::Http::descriptor();
  EXPECT_EQ(FieldAt(http, "rules.custom.kind")->full_name(), "google.api.CustomHttpPattern.kind");
  EXPECT_EQ(FieldAt(http, "rules.custom.kin"), nullptr);
  EXPECT_EQ(FieldAt(http, "rules.selector.kind"), nullptr);
}

TEST(ReasonsIn, AreToldFromCodesAndRoles) {
  EXPECT_EQ(ReasonsIn("Errors: QUOTA_NOT_FOUND, TOO_MANY_CALLS (NOT_FOUND); ROLE_MISSING; ROLE_CLERK; X (INTERNAL)."),
            (std::set<std::string>{"QUOTA_NOT_FOUND", "ROLE_MISSING", "TOO_MANY_CALLS"}));
}

}  // namespace
}  // namespace zhengping
