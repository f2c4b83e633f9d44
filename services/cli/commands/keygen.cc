#include <CLI/CLI.hpp>
#include <fstream>
#include <iostream>

#include "absl/strings/str_cat.h"
#include "common/signature/file_signer.h"
#include "common/status/refusal.h"
#include "services/cli/commands/command.h"
#include "services/cli/exit_status.h"

namespace zhengping::cli {
namespace {

class Keygen : public Command {
 public:
  CLI::App* Declare(CLI::App& program, Settings&) override {
    CLI::App* keygen = program.add_subcommand("keygen", "生成签名用的 SM2 密钥（评价服务的 --signing-key）及其公钥");
    keygen->add_option("-o", file_, "私钥写入这个新文件，权限 0600；公钥写入 文件.pub")->required();
    return keygen;
  }

  int Run(Session&) override {
    const absl::StatusOr<PublicKey> key = NewKeyFile(file_);
    if (!key.ok()) return Fail(InChinese(key.status()));
    const std::string public_file = absl::StrCat(file_, ".pub");
    std::ofstream out(public_file, std::ios::binary | std::ios::trunc);
    out << key->pem();
    out.close();
    if (!out) return Fail(absl::InternalError(absl::StrCat("无法写入 ", public_file)));
    std::cout << "私钥      " << file_ << "（只有本人可读，请妥善保管，不要进入备份以外的任何地方）\n"
              << "公钥      " << public_file << "（随评价一起交给核验的人）\n"
              << "算法      " << FormatAlgorithm(key->algorithm()) << "\n"
              << "密钥标识  " << key->id() << "\n";
    return kDone;
  }

 private:
  absl::Status InChinese(const absl::Status& status) const {
    if (absl::IsAlreadyExists(status)) {
      return Taken({"SIGNING_KEY_EXISTS", "-o"}, absl::StrCat(file_, " 已经存在；密钥不会被覆盖"));
    }
    return Invalid({"SIGNING_KEY_UNWRITABLE", "-o"}, absl::StrCat("无法写入 ", file_));
  }

  std::string file_;
};

}  // namespace

std::unique_ptr<Command> NewKeygen() { return std::make_unique<Keygen>(); }

}  // namespace zhengping::cli
