#include <google/protobuf/util/json_util.h>

#include <CLI/CLI.hpp>
#include <fstream>
#include <iostream>
#include <sstream>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "common/client/grpc_status.h"
#include "common/status/refusal.h"
#include "common/status/status_macros.h"
#include "services/cli/commands/command.h"
#include "services/cli/exit_status.h"
#include "services/cli/printing.h"

namespace zhengping::cli {
namespace {

using budget::v1::ImportProfile;

class Profiles : public Command {
 public:
  CLI::App* Declare(CLI::App& program, Settings& settings) override {
    CLI::App* profiles = program.add_subcommand("profiles", "导入方案：各来源的列名、编码与平台标准的对应");
    profiles->require_subcommand(1);
    list_ = profiles->add_subcommand("list", "列出本区划的导入方案");
    get_ = profiles->add_subcommand("get", "显示一个导入方案（JSON）");
    get_->add_option("PROFILE", name_, "编号")->required();
    set_ = profiles->add_subcommand("set", "按 JSON 文件新建或修改一个导入方案");
    set_->add_option("PROFILE", name_, "编号，小写字母、数字和连字符")->required();
    set_->add_option("FILE", path_, "JSON 文件，写法同 get 的输出")->required();
    AddOutput(*list_, settings);
    return profiles;
  }

  int Run(Session& session) override {
    const std::string& division = session.settings().division;
    if (division.empty() && !absl::StrContains(name_, "/")) {
      return Fail(Invalid({"DIVISION_MISSING", "--division"}, "须用 --division 说明财政区划，如 --division 430503000"));
    }
    parent_ = absl::StrCat("divisions/", division);
    if (list_->parsed()) return List(session);
    const absl::StatusOr<ImportProfile> profile = set_->parsed() ? Set(session) : Get(session);
    if (!profile.ok()) return Fail(profile.status());
    std::cout << ToJson(*profile);
    return kDone;
  }

 private:
  std::string Name() const {
    return absl::StrContains(name_, "/") ? name_ : absl::StrCat(parent_, "/importProfiles/", name_);
  }

  int List(Session& session) const {
    std::vector<std::vector<std::string>> rows = {{"编号", "表", "列", "取值"}};
    budget::v1::ListImportProfilesRequest request;
    request.set_parent(parent_);
    do {
      budget::v1::ListImportProfilesResponse response;
      const absl::Status status =
          FromGrpcStatus(session.budget().ListImportProfiles(session.NewContext().get(), request, &response), "budget");
      if (!status.ok()) return Fail(status);
      if (session.prints_json()) std::cout << ToJson(response);
      for (const ImportProfile& profile : response.import_profiles()) {
        rows.push_back({profile.name().substr(profile.name().rfind('/') + 1), profile.table(),
                        absl::StrCat(profile.columns_size()), absl::StrCat(profile.values_size())});
      }
      request.set_page_token(response.next_page_token());
    } while (!request.page_token().empty());
    if (!session.prints_json())
      std::cout << FormatTable(rows, {Align::kLeft, Align::kLeft, Align::kRight, Align::kRight});
    return kDone;
  }

  absl::StatusOr<ImportProfile> Get(Session& session) const {
    budget::v1::GetImportProfileRequest request;
    request.set_name(Name());
    ImportProfile profile;
    ZP_RETURN_IF_ERROR(
        FromGrpcStatus(session.budget().GetImportProfile(session.NewContext().get(), request, &profile), "budget"));
    return profile;
  }

  absl::StatusOr<ImportProfile> Set(Session& session) const {
    std::ifstream stream(path_, std::ios::binary);
    std::stringstream text;
    text << stream.rdbuf();
    if (!stream) return Absent({"CASE_PATH_UNREADABLE", "FILE"}, absl::StrCat("无法读取 ", path_));
    budget::v1::UpdateImportProfileRequest request;
    const auto parsed = google::protobuf::util::JsonStringToMessage(text.str(), request.mutable_import_profile());
    if (!parsed.ok()) {
      return Invalid({"JSON_MALFORMED", "FILE"},
                     absl::StrCat(path_, " 不是导入方案的 JSON：", std::string(parsed.message())));
    }
    request.mutable_import_profile()->set_name(Name());
    request.mutable_update_mask()->add_paths("*");
    request.set_allow_missing(true);
    ImportProfile profile;
    ZP_RETURN_IF_ERROR(
        FromGrpcStatus(session.budget().UpdateImportProfile(session.NewContext().get(), request, &profile), "budget"));
    return profile;
  }

  CLI::App* list_ = nullptr;
  CLI::App* get_ = nullptr;
  CLI::App* set_ = nullptr;
  std::string parent_;
  std::string name_;
  std::string path_;
};

}  // namespace

std::unique_ptr<Command> NewProfiles() { return std::make_unique<Profiles>(); }

}  // namespace zhengping::cli
