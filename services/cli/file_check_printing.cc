#include "services/cli/file_check_printing.h"

#include <cstdlib>
#include <nlohmann/json.hpp>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "common/rational/rational.h"

namespace zhengping::cli {
namespace {

using reporting::FileCheck;
using reporting::PartChange;
using reporting::SignerCheck;

constexpr size_t kMostChangesPrinted = 20;

// What a file holds may be anything: a line break or an escape sequence in it would let it speak in this program's
// name.
std::string OnOneLine(std::string text) {
  for (char& c : text) {
    if (absl::ascii_iscntrl(static_cast<unsigned char>(c))) c = '?';
  }
  constexpr size_t kMostBytes = 300;
  return text.size() <= kMostBytes ? text : absl::StrCat(text.substr(0, kMostBytes), "…");
}

// "977/10" → "97.7"; what is no number comes back as it stands.
std::string PointsText(const std::string& written) {
  const std::vector<std::string> halves = absl::StrSplit(written, absl::MaxSplits('/', 1));
  const absl::StatusOr<Rational> points = ParseFraction(halves[0], halves.size() == 2 ? halves[1] : "1");
  return points.ok() ? FormatShort(*points, 2) : OnOneLine(written);
}

// The beginning of a part's name in Chinese, the most special first.
std::string PartText(const std::string& part) {
  static const std::pair<const char*, const char*> kPlaces[] = {
      {"content/facts/", "事实"},
      {"content/findings/", "存在的问题"},
      {"content/scorecard/nodes/", "指标得分"},
      {"content/scorecard/total/", "总分"},
      {"content/scorecard/", "评分表"},
      {"content/special_funds", "专项资金"},
      {"content/narrative", "报告正文"},
      {"content/", "评价内容"},
      {"envelope/adjustments", "复核调整"},
      {"envelope/adjusted", "调整后得分"},
      {"envelope/watermark", "数据版本"},
      {"envelope/", "评价信息"},
      {"figures", "报告中的数字"},
      {"document", "报告首页"},
  };
  for (const auto& [start, name] : kPlaces) {
    if (absl::StartsWith(part, start)) return absl::StrCat(name, "  ", OnOneLine(part));
  }
  return OnOneLine(part);
}

const char* KindText(PartChange::Kind kind) {
  switch (kind) {
    case PartChange::kChanged:
      return "被改动";
    case PartChange::kRemoved:
      return "被删除";
    case PartChange::kAdded:
      return "被添加";
  }
  std::abort();
}

const char* SignerText(SignerCheck check) {
  switch (check) {
    case SignerCheck::kNotChecked:
      return "未核对：没有用 --key 给出可信的公钥，签名者名称是文件自己写的";
    case SignerCheck::kTrusted:
      return "与给出的公钥一致";
    case SignerCheck::kAnother:
      return "不一致：不是用给出的公钥对应的密钥签名的";
  }
  std::abort();
}

std::string CertificateText(const FileCheck& check) {
  if (check.certificate_subject.empty()) return "";
  std::string text = absl::StrCat("  证书      ", OnOneLine(check.certificate_subject));
  if (!check.is_certificate_of_key) return absl::StrCat(text, "（不是这把密钥的证书）\n");
  if (!check.is_certificate_valid_then) absl::StrAppend(&text, "（签名时不在有效期内）");
  return absl::StrCat(text, "，证书链未验证\n");
}

std::string ChangesText(const FileCheck& check) {
  std::string text;
  for (size_t i = 0; i < check.changes.size() && i < kMostChangesPrinted; ++i) {
    absl::StrAppend(&text, "  ", KindText(check.changes[i].kind), "  ", PartText(check.changes[i].part), "\n");
  }
  if (check.changes.size() > kMostChangesPrinted) {
    absl::StrAppend(&text, "  …另有 ", check.changes.size() - kMostChangesPrinted, " 处\n");
  }
  if (!check.is_order_kept) absl::StrAppend(&text, "  各部分与签名一致，但排列的次序变了\n");
  return text;
}

std::string ConclusionText(const FileCheck& check) {
  if (check.IsIntact()) return "文件完整：签名有效，签名以来没有任何改动\n";
  std::string text = "文件不可信：\n";
  if (!check.is_signature_right) absl::StrAppend(&text, "  签名无效：签名或其中的说明被改动，或者不是这把密钥所签\n");
  if (check.signer_check == SignerCheck::kAnother) absl::StrAppend(&text, "  签名者不是给出的公钥的持有人\n");
  absl::StrAppend(&text, ChangesText(check));
  if (!check.is_form_kept && check.changes.empty() && check.is_order_kept && check.is_signature_right) {
    absl::StrAppend(&text, "  内容与签名一致，但文件被别的程序重新写过（空白、键的次序或重复的键），请索取原文件\n");
  }
  return text;
}

}  // namespace

std::string FileCheckText(const FileCheck& check) {
  std::string points = PointsText(check.total);
  if (!check.adjusted_total.empty()) {
    points = absl::StrCat(PointsText(check.adjusted_total), "（复核调整后；系统计算 ", points, "）");
  }
  return absl::StrCat(OnOneLine(check.department_display_name), " ", OnOneLine(check.fiscal_year),
                      "年度部门整体支出绩效评价\n",                                                           //
                      "  评价      ", OnOneLine(check.evaluation), "\n",                                      //
                      "  得分      ", points, check.grade.empty() ? "" : "，", OnOneLine(check.grade), "\n",  //
                      "  公开      ", OnOneLine(check.publish_time), check.publisher.empty() ? "" : "，",
                      OnOneLine(check.publisher), "\n", "  签名者    ", OnOneLine(check.signer), "\n",  //
                      "  签名时间  ", OnOneLine(check.signing_time), "（签名者的时钟）\n",              //
                      "  算法      ", OnOneLine(check.algorithm), "\n",                                 //
                      "  密钥标识  ", OnOneLine(check.key_id), "\n",                                    //
                      CertificateText(check),                                                           //
                      "  公钥核对  ", SignerText(check.signer_check), "\n",                             //
                      "  内容摘要  SM3 ", OnOneLine(check.content_digest), "\n", ConclusionText(check));
}

std::string FileCheckJson(const FileCheck& check) {
  static constexpr const char* kKinds[] = {"changed", "removed", "added"};
  static constexpr const char* kSigners[] = {"not_checked", "trusted", "another"};
  nlohmann::json changes = nlohmann::json::array();
  for (const PartChange& change : check.changes) {
    changes.push_back({{"kind", kKinds[change.kind]}, {"part", change.part}});
  }
  const nlohmann::json json = {
      {"intact", check.IsIntact()},
      {"evaluation",
       {{"name", check.evaluation},
        {"departmentDisplayName", check.department_display_name},
        {"fiscalYear", check.fiscal_year},
        {"total", check.total},
        {"adjustedTotal", check.adjusted_total},
        {"grade", check.grade},
        {"publishTime", check.publish_time},
        {"publisher", check.publisher},
        {"contentDigest", check.content_digest}}},
      {"signature",
       {{"valid", check.is_signature_right},
        {"algorithm", check.algorithm},
        {"signer", check.signer},
        {"keyId", check.key_id},
        {"signingTime", check.signing_time},
        {"certificateSubject", check.certificate_subject},
        {"signerCheck", kSigners[static_cast<size_t>(check.signer_check)]}}},
      {"changes", changes},
      {"orderKept", check.is_order_kept},
      {"formKept", check.is_form_kept},
  };
  return json.dump(2, ' ', false, nlohmann::json::error_handler_t::replace) + "\n";
}

}  // namespace zhengping::cli
