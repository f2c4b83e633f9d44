#include "services/budget/domain/vocabulary.h"

#include <algorithm>
#include <cstdlib>

#include "absl/strings/match.h"

namespace zhengping::budget {
namespace {

// `text` by either of its two names among `all`.
template <typename T, size_t N>
std::optional<T> ParseAmong(const std::array<T, N>& all, absl::string_view text) {
  for (const T value : all) {
    if (text == NameOf(value) || text == ChineseNameOf(value)) return value;
  }
  return std::nullopt;
}

}  // namespace

bool IsThreePublicCode(absl::string_view economic_code) {
  return std::find(kThreePublicCodes.begin(), kThreePublicCodes.end(), economic_code) != kThreePublicCodes.end();
}

IncomeNature IncomeNatureOf(absl::string_view fund_type) {
  if (absl::StartsWith(fund_type, "11")) return IncomeNature::kGeneralPublic;
  if (absl::StartsWith(fund_type, "12")) return IncomeNature::kGovernmentFund;
  if (absl::StartsWith(fund_type, "2")) return IncomeNature::kSpecialAccount;
  return IncomeNature::kOther;
}

absl::string_view NameOf(EntryKind kind) {
  switch (kind) {
    case EntryKind::kInitial:
      return "INITIAL";
    case EntryKind::kSupplement:
      return "SUPPLEMENT";
    case EntryKind::kReduction:
      return "REDUCTION";
    case EntryKind::kTransferIn:
      return "TRANSFER_IN";
    case EntryKind::kTransferOut:
      return "TRANSFER_OUT";
    case EntryKind::kCarryover:
      return "CARRYOVER";
    case EntryKind::kRecall:
      return "RECALL";
    case EntryKind::kPayment:
      return "PAYMENT";
    case EntryKind::kRefund:
      return "REFUND";
  }
  std::abort();
}

absl::string_view NameOf(Outlay outlay) {
  switch (outlay) {
    case Outlay::kUnstated:
      return "";
    case Outlay::kBasic:
      return "BASIC";
    case Outlay::kProject:
      return "PROJECT";
  }
  std::abort();
}

absl::string_view NameOf(Origin origin) {
  switch (origin) {
    case Origin::kUnstated:
      return "";
    case Origin::kSuperior:
      return "SUPERIOR";
    case Origin::kPolicy:
      return "POLICY";
    case Origin::kEmergency:
      return "EMERGENCY";
    case Origin::kOwn:
      return "OWN";
  }
  std::abort();
}

absl::string_view NameOf(Recurring recurring) {
  switch (recurring) {
    case Recurring::kUnstated:
      return "";
    case Recurring::kYes:
      return "YES";
    case Recurring::kNo:
      return "NO";
  }
  std::abort();
}

absl::string_view NameOf(IncomeNature nature) {
  switch (nature) {
    case IncomeNature::kGeneralPublic:
      return "GENERAL_PUBLIC";
    case IncomeNature::kGovernmentFund:
      return "GOVERNMENT_FUND";
    case IncomeNature::kSpecialAccount:
      return "SPECIAL_ACCOUNT";
    case IncomeNature::kOther:
      return "OTHER";
  }
  std::abort();
}

absl::string_view ChineseNameOf(EntryKind kind) {
  switch (kind) {
    case EntryKind::kInitial:
      return "年初预算";
    case EntryKind::kSupplement:
      return "追加";
    case EntryKind::kReduction:
      return "追减";
    case EntryKind::kTransferIn:
      return "调入";
    case EntryKind::kTransferOut:
      return "调出";
    case EntryKind::kCarryover:
      return "上年结转";
    case EntryKind::kRecall:
      return "收回";
    case EntryKind::kPayment:
      return "支付";
    case EntryKind::kRefund:
      return "退回";
  }
  std::abort();
}

absl::string_view ChineseNameOf(Outlay outlay) {
  switch (outlay) {
    case Outlay::kUnstated:
      return "未列明";
    case Outlay::kBasic:
      return "基本支出";
    case Outlay::kProject:
      return "项目支出";
  }
  std::abort();
}

absl::string_view ChineseNameOf(Origin origin) {
  switch (origin) {
    case Origin::kUnstated:
      return "未注明";
    case Origin::kSuperior:
      return "上级";
    case Origin::kPolicy:
      return "政策";
    case Origin::kEmergency:
      return "突发";
    case Origin::kOwn:
      return "本单位";
  }
  std::abort();
}

absl::string_view ChineseNameOf(IncomeNature nature) {
  switch (nature) {
    case IncomeNature::kGeneralPublic:
      return "一般公共预算";
    case IncomeNature::kGovernmentFund:
      return "政府性基金";
    case IncomeNature::kSpecialAccount:
      return "财政专户";
    case IncomeNature::kOther:
      return "其他收入";
  }
  std::abort();
}

std::optional<EntryKind> ParseEntryKind(absl::string_view text) { return ParseAmong(kEntryKinds, text); }
std::optional<Outlay> ParseOutlay(absl::string_view text) { return ParseAmong(kOutlays, text); }
std::optional<Origin> ParseOrigin(absl::string_view text) { return ParseAmong(kOrigins, text); }

int DirectionOf(EntryKind kind) {
  switch (kind) {
    case EntryKind::kInitial:
    case EntryKind::kSupplement:
    case EntryKind::kTransferIn:
    case EntryKind::kCarryover:
    case EntryKind::kRefund:
      return 1;
    case EntryKind::kReduction:
    case EntryKind::kTransferOut:
    case EntryKind::kRecall:
    case EntryKind::kPayment:
      return -1;
  }
  std::abort();
}

}  // namespace zhengping::budget
