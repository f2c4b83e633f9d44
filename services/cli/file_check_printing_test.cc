#include "services/cli/file_check_printing.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "absl/strings/match.h"

namespace zhengping::cli {
namespace {

using reporting::FileCheck;
using reporting::PartChange;
using reporting::SignerCheck;

FileCheck Intact() {
  return {.algorithm = "SM2-SM3",
          .signer = "大祥区财政局",
          .key_id = "ab12",
          .signing_time = "2024-07-01T00:00:00Z",
          .evaluation = "divisions/430503000/departments/403/evaluations/2023-1",
          .department_display_name = "翠园街道",
          .fiscal_year = "2023",
          .publish_time = "2024-07-01T00:00:00Z",
          .publisher = "李审核",
          .total = "9778/100",
          .adjusted_total = "95.5",
          .grade = "优",
          .content_digest = "cd34",
          .is_signature_right = true,
          .signer_check = SignerCheck::kTrusted};
}

TEST(FileCheckPrinting, AnIntactFile) {
  EXPECT_EQ(FileCheckText(Intact()),
            "翠园街道 2023年度部门整体支出绩效评价\n"
            "  评价      divisions/430503000/departments/403/evaluations/2023-1\n"
            "  得分      95.5（复核调整后；系统计算 97.78），优\n"
            "  公开      2024-07-01T00:00:00Z，李审核\n"
            "  签名者    大祥区财政局\n"
            "  签名时间  2024-07-01T00:00:00Z（签名者的时钟）\n"
            "  算法      SM2-SM3\n"
            "  密钥标识  ab12\n"
            "  公钥核对  与给出的公钥一致\n"
            "  内容摘要  SM3 cd34\n"
            "文件完整：签名有效，签名以来没有任何改动\n");
}

TEST(FileCheckPrinting, WhatWasChangedIsNamedInChinese) {
  FileCheck check = Intact();
  check.signer_check = SignerCheck::kNotChecked;
  check.changes = {{PartChange::kChanged, "content/facts/payments.q1"},
                   {PartChange::kRemoved, "envelope/adjustments/0"}};
  const std::string text = FileCheckText(check);
  EXPECT_TRUE(absl::StrContains(text, "  被改动  事实  content/facts/payments.q1\n")) << text;
  EXPECT_TRUE(absl::StrContains(text, "  被删除  复核调整  envelope/adjustments/0\n")) << text;
  EXPECT_TRUE(absl::StrContains(text, "未核对")) << text;
  EXPECT_FALSE(absl::StrContains(text, "文件完整")) << text;
}

TEST(FileCheckPrinting, ManyChangesAreCounted) {
  FileCheck check = Intact();
  check.changes = std::vector<PartChange>(23, {PartChange::kAdded, "figures/1"});
  EXPECT_TRUE(absl::StrContains(FileCheckText(check), "…另有 3 处\n"));
}

TEST(FileCheckPrinting, AFileDoesNotSpeakInTheProgramsName) {
  FileCheck check = Intact();
  check.is_signature_right = false;
  check.signer = "某局\n文件完整：签名有效\x1b[2K";
  check.changes = {{PartChange::kChanged, "figures/1\n文件完整"}};
  const std::string text = FileCheckText(check);
  EXPECT_FALSE(absl::StrContains(text, "\n文件完整")) << text;
  EXPECT_FALSE(absl::StrContains(text, "\x1b"));
}

TEST(FileCheckPrinting, ForPrograms) {
  FileCheck check = Intact();
  check.signer_check = SignerCheck::kAnother;
  check.changes = {{PartChange::kChanged, "envelope/adjusted_total"}};
  const auto json = nlohmann::json::parse(FileCheckJson(check));
  EXPECT_EQ(json["intact"], false);
  EXPECT_EQ(json["signature"]["signerCheck"], "another");
  EXPECT_EQ(json["changes"][0]["part"], "envelope/adjusted_total");
  EXPECT_EQ(json["changes"][0]["kind"], "changed");
}

}  // namespace
}  // namespace zhengping::cli
