#include "services/budget/domain/ledger_builder.h"

#include <random>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/status/check.h"
#include "services/budget/domain/reversal.h"
#include "services/budget/domain/transaction.h"
#include "services/budget/domain/vocabulary.h"

namespace zhengping::budget {
namespace {

constexpr const char* kFundTypes[] = {"111", "121", "2", "31", ""};
constexpr const char* kFunctionCodes[] = {"2010301", "2120501", "208", "2080208", ""};
constexpr const char* kEconomicCodes[] = {"30201", "30217", "30231", "31013", "30212", "30113", ""};

Classification RandomClassification(std::mt19937& random) {
  Classification classification;
  classification.outlay = kOutlays[random() % kOutlays.size()];
  classification.fund_type = kFundTypes[random() % std::size(kFundTypes)];
  classification.function_code = kFunctionCodes[random() % std::size(kFunctionCodes)];
  classification.department_economic_code = kEconomicCodes[random() % std::size(kEconomicCodes)];
  if (random() % 2 == 0) classification.project = absl::StrCat("p", random() % 3);
  if (random() % 3 != 0) classification.budget_unit = random() % 2 == 0 ? "403001" : "403002";
  return classification;
}

std::string RandomQuota(std::mt19937& random) { return absl::StrCat("q", random() % 10); }

std::vector<LedgerEntry> RandomEntries(std::mt19937& random) {
  const int64_t fen = 1 + static_cast<int64_t>(random() % 100000);
  if (random() % 5 == 0) {
    return {Of(RandomQuota(random), EntryKind::kTransferOut, fen),
            Of(RandomQuota(random), EntryKind::kTransferIn, fen)};
  }
  // Money coming in is as frequent as all the rest, so that most transactions can be posted.
  static constexpr EntryKind kKinds[] = {EntryKind::kInitial,   EntryKind::kSupplement, EntryKind::kSupplement,
                                         EntryKind::kCarryover, EntryKind::kReduction,  EntryKind::kRecall,
                                         EntryKind::kPayment,   EntryKind::kPayment,    EntryKind::kRefund};
  std::vector<LedgerEntry> entries;
  const size_t count = 1 + random() % 3;
  for (size_t i = 0; i < count; ++i) {
    LedgerEntry entry = Of(RandomQuota(random), kKinds[random() % std::size(kKinds)], fen + static_cast<int64_t>(i));
    if (entry.entry.kind == EntryKind::kSupplement) entry.origin = kOrigins[random() % kOrigins.size()];
    if (random() % 4 == 0) entry.special_fund = absl::StrCat("f", random() % 3);
    entries.push_back(std::move(entry));
  }
  return entries;
}

QuotaHistories HistoriesOf(const LedgerYear& year) {
  QuotaHistories histories;
  for (const QuotaRecord& quota : year.quotas) histories[quota.id].record = quota;
  for (const PostedTransaction& posted : year.transactions) {
    for (const auto& [quota, entries] : DatedEntriesOf(posted.transaction)) {
      std::vector<DatedEntry>& all = histories[quota].entries;
      all.insert(all.end(), entries.begin(), entries.end());
    }
  }
  return histories;
}

}  // namespace

LedgerEntry Of(std::string quota, EntryKind kind, int64_t fen) {
  LedgerEntry entry;
  entry.quota = std::move(quota);
  entry.entry = {kind, Money::Fen(fen)};
  return entry;
}

LedgerEntry From(Origin origin, LedgerEntry entry) {
  entry.origin = origin;
  return entry;
}

LedgerEntry For(std::string special_fund, LedgerEntry entry) {
  entry.special_fund = std::move(special_fund);
  return entry;
}

LedgerBuilder::LedgerBuilder(int fiscal_year) {
  year_.department = {"430503000", "403"};
  year_.fiscal_year = fiscal_year;
}

void LedgerBuilder::AddQuota(std::string id, Classification classification) {
  year_.quotas.push_back({id, id, std::move(classification)});
}

void LedgerBuilder::AddFund(SpecialFund fund) { year_.special_funds.push_back(std::move(fund)); }

std::string LedgerBuilder::Post(int month, int day, std::vector<LedgerEntry> entries, std::string document_number) {
  PostedTransaction posted;
  posted.revision = ++year_.revision;
  posted.id = absl::StrCat(year_.fiscal_year, "-", posted.revision);
  posted.transaction.source = "case";
  posted.transaction.record_id = absl::StrCat("r", posted.revision);
  posted.transaction.fiscal_year = year_.fiscal_year;
  posted.transaction.document_number = std::move(document_number);
  posted.transaction.effective_date = *Date::FromYmd(year_.fiscal_year, month, day);
  posted.transaction.entries = std::move(entries);
  year_.transactions.push_back(posted);
  return posted.id;
}

void LedgerBuilder::Reverse(const std::string& id) {
  for (PostedTransaction& original : year_.transactions) {
    if (original.id != id) continue;
    PostedTransaction reversal;
    reversal.revision = ++year_.revision;
    reversal.id = absl::StrCat(year_.fiscal_year, "-", reversal.revision);
    reversal.transaction = ReversalOf(original);
    original.is_reversed = true;
    year_.transactions.push_back(std::move(reversal));
    return;
  }
  CheckFailed(__FILE__, __LINE__, "id", absl::StrCat("no transaction ", id));
}

LedgerYear RandomLedger(uint32_t seed, int transactions) {
  std::mt19937 random(seed);
  LedgerBuilder builder(2023);
  for (int i = 0; i < 10; ++i) builder.AddQuota(absl::StrCat("q", i), RandomClassification(random));
  for (int i = 0; i < 6; ++i) builder.Post(1, 1, {Of(absl::StrCat("q", i), EntryKind::kInitial, 200000)});
  for (int i = 0; i < transactions; ++i) {
    const int month = 1 + static_cast<int>(random() % 12);
    const std::string document = random() % 3 == 0 ? "" : absl::StrCat("大财预〔2023〕", random() % 20, "号");
    LedgerBuilder tried = builder;
    const LedgerYear year = builder.Build();
    if (random() % 8 == 0 && !year.transactions.empty()) {
      const PostedTransaction& original = year.transactions[random() % year.transactions.size()];
      if (!CheckReversal(ReversalOf(original), original).ok()) continue;
      tried.Reverse(original.id);
    } else {
      tried.Post(month, 1 + static_cast<int>(random() % 28), RandomEntries(random), document);
    }
    if (DecidePost(tried.Build().transactions.back().transaction, HistoriesOf(year)).ok()) builder = tried;
  }
  return builder.Build();
}

}  // namespace zhengping::budget
