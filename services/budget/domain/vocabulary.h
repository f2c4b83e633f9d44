// The words of the ledger: each enumeration's stable English name (protos, selectors, canonical texts) and its Chinese
// term (files, documents). One table a type; names are upper case as in the protos, "" stands for unstated.
#ifndef ZHENGPING_SERVICES_BUDGET_DOMAIN_VOCABULARY_H_
#define ZHENGPING_SERVICES_BUDGET_DOMAIN_VOCABULARY_H_

#include <array>
#include <optional>
#include <string>

#include "absl/strings/string_view.h"
#include "services/budget/domain/ledger.h"

namespace zhengping::budget {

// 收入性质, told by the first digits of the fund type (domain.md §2): 11 → general public budget (一般公共预算),
// 12 → government fund (政府性基金), 2 → special account (财政专户), everything else → other (国有资本经营, 单位资金,
// unstated).
enum class IncomeNature { kGeneralPublic, kGovernmentFund, kSpecialAccount, kOther };
IncomeNature IncomeNatureOf(absl::string_view fund_type);

// The department economic codes of 三公经费 (domain.md §2): 因公出国, 公务接待, 公务用车运行维护, 公务用车购置.
inline constexpr std::array<absl::string_view, 5> kThreePublicCodes = {"30212", "30217", "30231", "31013", "30913"};
bool IsThreePublicCode(absl::string_view economic_code);

inline constexpr std::array<EntryKind, 9> kEntryKinds = {
    EntryKind::kInitial,    EntryKind::kSupplement,  EntryKind::kReduction,
    EntryKind::kTransferIn, EntryKind::kTransferOut, EntryKind::kCarryover,
    EntryKind::kRecall,     EntryKind::kPayment,     EntryKind::kRefund};
inline constexpr std::array<Outlay, 3> kOutlays = {Outlay::kUnstated, Outlay::kBasic, Outlay::kProject};
inline constexpr std::array<Origin, 5> kOrigins = {Origin::kUnstated, Origin::kSuperior, Origin::kPolicy,
                                                   Origin::kEmergency, Origin::kOwn};
inline constexpr std::array<IncomeNature, 4> kIncomeNatures = {
    IncomeNature::kGeneralPublic, IncomeNature::kGovernmentFund, IncomeNature::kSpecialAccount, IncomeNature::kOther};

// "INITIAL", "SUPPLEMENT", "REDUCTION", "TRANSFER_IN", "TRANSFER_OUT", "CARRYOVER", "RECALL", "PAYMENT", "REFUND".
absl::string_view NameOf(EntryKind kind);
// "", "BASIC", "PROJECT".
absl::string_view NameOf(Outlay outlay);
// "", "SUPERIOR", "POLICY", "EMERGENCY", "OWN".
absl::string_view NameOf(Origin origin);
// "", "YES", "NO".
absl::string_view NameOf(Recurring recurring);
// "GENERAL_PUBLIC", "GOVERNMENT_FUND", "SPECIAL_ACCOUNT", "OTHER".
absl::string_view NameOf(IncomeNature nature);

// "年初预算", "追加", "追减", "调入", "调出", "上年结转", "收回", "支付", "退回".
absl::string_view ChineseNameOf(EntryKind kind);
// "未列明", "基本支出", "项目支出".
absl::string_view ChineseNameOf(Outlay outlay);
// "未注明", "上级", "政策", "突发", "本单位".
absl::string_view ChineseNameOf(Origin origin);
// "一般公共预算", "政府性基金", "财政专户", "其他收入".
absl::string_view ChineseNameOf(IncomeNature nature);

// Reads either name. Empty for any other text.
std::optional<EntryKind> ParseEntryKind(absl::string_view text);
std::optional<Outlay> ParseOutlay(absl::string_view text);
std::optional<Origin> ParseOrigin(absl::string_view text);

// +1 for kinds that raise a quota's balance, -1 for those that lower it.
int DirectionOf(EntryKind kind);

}  // namespace zhengping::budget

#endif  // ZHENGPING_SERVICES_BUDGET_DOMAIN_VOCABULARY_H_
