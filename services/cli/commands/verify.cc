#include <CLI/CLI.hpp>
#include <fstream>
#include <iostream>

#include "absl/strings/str_cat.h"
#include "common/status/refusal.h"
#include "common/status/status_macros.h"
#include "services/cli/commands/command.h"
#include "services/cli/exit_status.h"
#include "services/cli/file_check_printing.h"
#include "services/reporting/documents/published/file_check.h"

namespace zhengping::cli {
namespace {

// The file's bytes, one beyond the limit at most: a longer one is refused by what reads it.
absl::StatusOr<std::string> ReadPublished(const std::string& path, const char* argument) {
  std::ifstream file(path, std::ios::binary);
  std::string bytes(reporting::kMostPublishedBytes + 1, '\0');
  file.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  if (file.bad() || (file.fail() && !file.eof())) {
    return Absent({"FILE_UNREADABLE", argument}, absl::StrCat("无法读取 ", path));
  }
  bytes.resize(static_cast<size_t>(file.gcount()));
  return bytes;
}

// Asks no service: file and key are all that it needs.
class Verify : public Command {
 public:
  CLI::App* Declare(CLI::App& program, Settings& settings) override {
    CLI::App* verify = program.add_subcommand(
        "verify", "核验已公开评价的签名（render --format json 写出的文件），不需要任何服务；不可信时退出码为 3");
    verify->add_option("FILE", file_, "文件")->required();
    verify->add_option("--key", key_, "签名者的公钥或证书（PEM），应从签名者本人处取得");
    AddOutput(*verify, settings);
    return verify;
  }

  int Run(Session& session) override {
    std::optional<PublicKey> trusted;
    if (!key_.empty()) {
      absl::StatusOr<PublicKey> key = ReadKey();
      if (!key.ok()) return Fail(key.status());
      trusted = *std::move(key);
    }
    const absl::StatusOr<std::string> bytes = ReadPublished(file_, "FILE");
    if (!bytes.ok()) return Fail(bytes.status());
    const absl::StatusOr<reporting::FileCheck> check = reporting::CheckFile(*bytes, trusted);
    if (!check.ok()) {
      Fail(WithFieldPrefix(check.status(), "FILE"));
      return kErrorsInData;
    }
    std::cout << (session.prints_json() ? FileCheckJson(*check) : FileCheckText(*check));
    return check->IsIntact() ? kDone : kErrorsInData;
  }

 private:
  absl::StatusOr<PublicKey> ReadKey() const {
    ZP_ASSIGN_OR_RETURN(const std::string pem, ReadPublished(key_, "--key"));
    absl::StatusOr<PublicKey> key = PublicKey::FromPem(pem);
    if (key.ok()) return key;
    return Invalid({"PUBLIC_KEY_MALFORMED", "--key"}, absl::StrCat(key_, " 不是 SM2 或 P-256 的公钥或证书（PEM）"));
  }

  std::string file_;
  std::string key_;
};

}  // namespace

std::unique_ptr<Command> NewVerify() { return std::make_unique<Verify>(); }

}  // namespace zhengping::cli
