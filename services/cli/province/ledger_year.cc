#include "services/cli/province/ledger_year.h"

#include <algorithm>
#include <array>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "services/cli/province/random.h"
#include "services/cli/province/year_plan.h"

namespace zhengping::cli {
namespace {

using budget::v1::EntryKind;

constexpr size_t kMostEntriesOfRecord = 400;

// Payments by month, in permille of the year's: what the conduct does to the last quarter.
constexpr std::array<int64_t, 12> kEvenMonths = {70, 65, 85, 85, 85, 85, 85, 85, 85, 85, 90, 95};
constexpr std::array<int64_t, 12> kUsualMonths = {45, 40, 65, 70, 70, 75, 75, 75, 85, 95, 125, 180};
constexpr std::array<int64_t, 12> kLateMonths = {20, 20, 35, 40, 45, 55, 55, 60, 70, 110, 180, 310};
const std::array<int64_t, 12>& MonthsOf(Conduct conduct) {
  if (conduct == Conduct::kWellRun) return kEvenMonths;
  return conduct == Conduct::kUsual ? kUsualMonths : kLateMonths;
}
int64_t ExecutionPermilleOf(Conduct conduct) {
  if (conduct == Conduct::kWellRun) return 985;
  return conduct == Conduct::kUsual ? 940 : 830;
}

// A working day of the month.
Date DayIn(int year, int month, Random& random) {
  const Date day = *Date::FromYmd(year, month, static_cast<int>(random.Between(1, 28)));
  const int weekday = (day.days() + 4) % 7;  // 1970-01-01 was a Thursday; 0 is Sunday
  if (weekday == 0) return day.day() > 1 ? day.PlusDays(-1 - (day.day() > 2 ? 1 : 0)) : day.PlusDays(1);
  return weekday == 6 ? (day.day() > 1 ? day.PlusDays(-1) : day.PlusDays(2)) : day;
}

// One thing that happens on a day. Money comes before it goes.
struct Event {
  Date day;
  int order = 0;  // within the day
  EntryKind kind = budget::v1::ENTRY_KIND_PAYMENT;
  size_t line = 0;
  size_t addition = 0;  // of a SUPPLEMENT
};

class Player {
 public:
  Player(const DepartmentProfile& profile, int fiscal_year, YearPlan plan)
      : profile_(profile), plan_(std::move(plan)), random_(Random::For(profile.seed, 90000 + uint64_t(fiscal_year))) {
    year_.fiscal_year = fiscal_year;
    for (const PlannedLine& line : plan_.lines) year_.lines.push_back(line.line);
    year_.funds = std::move(plan_.funds);
    balance_.resize(plan_.lines.size());
    to_spend_.resize(plan_.lines.size());
    payments_left_.resize(plan_.lines.size());
  }

  LedgerYear Play() {
    PostInitial();
    std::vector<Event> events = Events();
    std::stable_sort(events.begin(), events.end(), [](const Event& a, const Event& b) {
      return std::pair(a.day, a.order) < std::pair(b.day, b.order);
    });
    for (const Event& event : events) Happen(event);
    EndYear();
    return std::move(year_);
  }

 private:
  Date On(int month, int day) const { return *Date::FromYmd(year_.fiscal_year, month, day); }

  std::string NextDocument() { return absl::StrCat("演财预〔", year_.fiscal_year, "〕", ++documents_, "号"); }

  void Post(Date day, std::string document, std::vector<LedgerLineEntry> entries) {
    if (entries.empty()) return;
    for (const LedgerLineEntry& entry : entries) balance_[entry.line] += SignedFen(entry);
    year_.entries += static_cast<int64_t>(entries.size());
    year_.records.push_back(
        {.id = absl::StrFormat("%s-%d-%06d", profile_.code, year_.fiscal_year, year_.records.size() + 1),
         .document_number = std::move(document),
         .day = day,
         .entries = std::move(entries)});
  }

  static int64_t SignedFen(const LedgerLineEntry& entry) {
    const bool goes = entry.kind == budget::v1::ENTRY_KIND_PAYMENT || entry.kind == budget::v1::ENTRY_KIND_RECALL ||
                      entry.kind == budget::v1::ENTRY_KIND_REDUCTION ||
                      entry.kind == budget::v1::ENTRY_KIND_TRANSFER_OUT;
    return goes ? -entry.amount_fen : entry.amount_fen;
  }

  // One document for the whole initial budget, one for what is carried over.
  void PostInitial() {
    std::vector<LedgerLineEntry> initial;
    std::vector<LedgerLineEntry> carried;
    const std::string document = NextDocument();
    for (size_t i = 0; i < plan_.lines.size(); ++i) {
      const PlannedLine& line = plan_.lines[i];
      if (line.initial_fen > 0) {
        initial.push_back(
            {.line = i, .kind = budget::v1::ENTRY_KIND_INITIAL, .amount_fen = line.initial_fen, .fund = line.fund});
      }
      if (line.carryover_fen > 0) {
        carried.push_back({.line = i, .kind = budget::v1::ENTRY_KIND_CARRYOVER, .amount_fen = line.carryover_fen});
      }
      if (initial.size() == kMostEntriesOfRecord) Post(On(1, 10), document, std::exchange(initial, {}));
    }
    Post(On(1, 10), document, std::move(initial));
    Post(On(1, 10), NextDocument(), std::move(carried));
  }

  std::vector<Event> Events() {
    std::vector<Event> events;
    std::vector<Date> available(plan_.lines.size(), On(1, 11));
    std::vector<int64_t> money_fen(plan_.lines.size());
    for (size_t i = 0; i < plan_.lines.size(); ++i) {
      money_fen[i] = plan_.lines[i].initial_fen + plan_.lines[i].carryover_fen;
    }
    for (size_t i = 0; i < plan_.additions.size(); ++i) {
      const PlannedAddition& addition = plan_.additions[i];
      events.push_back({.day = addition.day,
                        .order = 0,
                        .kind = budget::v1::ENTRY_KIND_SUPPLEMENT,
                        .line = addition.entry.line,
                        .addition = i});
      money_fen[addition.entry.line] += addition.entry.amount_fen;
      if (plan_.lines[addition.entry.line].initial_fen == 0) available[addition.entry.line] = addition.day;
    }
    const auto additions = static_cast<int64_t>(plan_.additions.size());
    AddChanges(budget::v1::ENTRY_KIND_TRANSFER_OUT, additions / 3, events);
    AddChanges(budget::v1::ENTRY_KIND_REDUCTION, additions / 10, events);
    AddChanges(budget::v1::ENTRY_KIND_REFUND, profile_.entries / 200, events);
    AddPayments(available, money_fen, events);
    return events;
  }

  void AddChanges(EntryKind kind, int64_t count, std::vector<Event>& events) {
    for (int64_t i = 0; i < count; ++i) {
      events.push_back({.day = DayIn(year_.fiscal_year, static_cast<int>(random_.Between(4, 11)), random_),
                        .order = 1,
                        .kind = kind,
                        .line = static_cast<size_t>(random_.Between(0, LastLine()))});
    }
  }
  int64_t LastLine() const { return static_cast<int64_t>(plan_.lines.size()) - 1; }

  void AddPayments(const std::vector<Date>& available, const std::vector<int64_t>& money_fen,
                   std::vector<Event>& events) {
    int64_t monthly = 0;
    for (const PlannedLine& line : plan_.lines) monthly += line.is_monthly ? 1 : 0;
    const int64_t known = year_.entries + static_cast<int64_t>(events.size());
    const int64_t others = static_cast<int64_t>(plan_.lines.size()) - monthly;
    const int64_t free = std::max<int64_t>(profile_.entries - known - 12 * monthly, others);
    for (size_t i = 0; i < plan_.lines.size(); ++i) {
      const bool is_monthly = plan_.lines[i].is_monthly;
      to_spend_[i] = is_monthly ? money_fen[i] : money_fen[i] / 1000 * ExecutionPermilleOf(profile_.conduct);
      int64_t count = is_monthly ? 12 : std::max<int64_t>(free / others * random_.Between(300, 1700) / 1000, 1);
      if (money_fen[i] == 0) count = 0;
      payments_left_[i] = count;
      for (int64_t k = 0; k < count; ++k) {
        const int month = is_monthly ? static_cast<int>(k) + 1 : MonthOfPayment();
        const Date day = is_monthly ? On(month, 15) : DayIn(year_.fiscal_year, month, random_);
        const int wait = available[i] > day ? static_cast<int>(random_.Between(0, 10)) : 0;
        events.push_back({.day = std::min(std::max(day, available[i]).PlusDays(wait), On(12, 30)),
                          .order = 2,
                          .kind = budget::v1::ENTRY_KIND_PAYMENT,
                          .line = i});
      }
    }
  }

  int MonthOfPayment() {
    int64_t draw = random_.Between(0, 999);
    const std::array<int64_t, 12>& months = MonthsOf(profile_.conduct);
    for (int month = 1; month < 12; ++month) {
      draw -= months[static_cast<size_t>(month - 1)];
      if (draw < 0) return month;
    }
    return 12;
  }

  void Happen(const Event& event) {
    if (event.kind == budget::v1::ENTRY_KIND_PAYMENT) return Pay(event);
    if (event.kind == budget::v1::ENTRY_KIND_TRANSFER_OUT) return Transfer(event);
    if (event.kind == budget::v1::ENTRY_KIND_REFUND) return Refund(event);
    if (event.kind == budget::v1::ENTRY_KIND_REDUCTION) return Reduce(event);
    Post(event.day, NextDocument(), {plan_.additions[event.addition].entry});
  }

  // A tenth of what is left, in whole thousands of yuan.
  int64_t Tenth(size_t line) const { return balance_[line] / 10 / 100'000 * 100'000; }

  void Reduce(const Event& event) {
    const int64_t amount_fen = Tenth(event.line);
    if (amount_fen == 0 || !plan_.lines[event.line].line.is_project) return;
    to_spend_[event.line] = std::max<int64_t>(to_spend_[event.line] - amount_fen, 0);
    Post(event.day, NextDocument(),
         {{.line = event.line, .kind = event.kind, .amount_fen = amount_fen, .origin = budget::v1::ORIGIN_OWN}});
  }

  void Transfer(const Event& event) {
    const auto to = static_cast<size_t>(random_.Between(0, LastLine()));
    const int64_t amount_fen = Tenth(event.line);
    if (amount_fen == 0 || to == event.line) return;
    to_spend_[event.line] = std::max<int64_t>(to_spend_[event.line] - amount_fen, 0);
    to_spend_[to] += amount_fen;
    Post(event.day, NextDocument(),
         {{.line = event.line, .kind = budget::v1::ENTRY_KIND_TRANSFER_OUT, .amount_fen = amount_fen},
          {.line = to, .kind = budget::v1::ENTRY_KIND_TRANSFER_IN, .amount_fen = amount_fen}});
  }

  // A part of the line's last payment comes back.
  void Refund(const Event& event) {
    const auto last = last_payment_.find(event.line);
    if (last == last_payment_.end()) return;
    const int64_t amount_fen = std::max<int64_t>(last->second / 5, 1);
    last_payment_.erase(last);
    Post(event.day, "", {{.line = event.line, .kind = budget::v1::ENTRY_KIND_REFUND, .amount_fen = amount_fen}});
  }

  void Pay(const Event& event) {
    const size_t line = event.line;
    const int64_t left = payments_left_[line]--;
    int64_t amount_fen = to_spend_[line];
    if (left > 1) {
      amount_fen /= left;
      if (!plan_.lines[line].is_monthly) amount_fen = amount_fen / 1000 * random_.Between(500, 1500);
    }
    amount_fen = std::min(amount_fen, balance_[line]);
    if (amount_fen <= 0) return;
    to_spend_[line] -= amount_fen;
    last_payment_[line] = amount_fen;
    Post(event.day, "", {{.line = line, .kind = budget::v1::ENTRY_KIND_PAYMENT, .amount_fen = amount_fen}});
  }

  // What is left of basic outlay goes back; what is left of a project is carried over.
  void EndYear() {
    std::vector<LedgerLineEntry> recalled;
    for (size_t i = 0; i < plan_.lines.size(); ++i) {
      if (balance_[i] == 0) continue;
      if (plan_.lines[i].line.is_project) {
        year_.left_by_project[plan_.lines[i].line.project_code] += balance_[i];
      } else {
        recalled.push_back({.line = i, .kind = budget::v1::ENTRY_KIND_RECALL, .amount_fen = balance_[i]});
      }
    }
    Post(On(12, 31), NextDocument(), std::move(recalled));
  }

  const DepartmentProfile& profile_;
  YearPlan plan_;
  Random random_;
  LedgerYear year_;
  int64_t documents_ = 0;
  std::vector<int64_t> balance_;   // by line, as all below
  std::vector<int64_t> to_spend_;  // of what will come, too
  std::vector<int64_t> payments_left_;
  std::map<size_t, int64_t> last_payment_;
};

}  // namespace

std::vector<LedgerYear> LedgerYearsOf(const DepartmentProfile& profile, int first_year, int years) {
  std::vector<LedgerYear> ledgers;
  std::map<std::string, int64_t> carried;
  for (int year = first_year; year < first_year + years; ++year) {
    ledgers.push_back(Player(profile, year, PlanYear(profile, year, carried)).Play());
    carried = ledgers.back().left_by_project;
  }
  return ledgers;
}

}  // namespace zhengping::cli
