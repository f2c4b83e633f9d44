#include "services/indicator/store/year_pack.h"

#include <optional>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/numbers.h"
#include "common/date/date.h"
#include "common/rational/rational.h"
#include "services/indicator/store/columns.h"

namespace zhengping::indicator {
namespace {

constexpr char kVersion = 1;

// How a fraction begins.
enum : uint64_t { kNoFraction, kSmallFraction, kFractionAsText };

void PutNumber(uint64_t number, std::string& out) {
  for (; number >= 0x80; number >>= 7) out.push_back(static_cast<char>(number | 0x80));
  out.push_back(static_cast<char>(number));
}

// Small numbers of either sign are small numbers: 0, -1, 1, -2 …
uint64_t Folded(int64_t number) { return (static_cast<uint64_t>(number) << 1) ^ static_cast<uint64_t>(number >> 63); }
int64_t Unfolded(uint64_t number) { return static_cast<int64_t>(number >> 1) ^ -static_cast<int64_t>(number & 1); }

class Packer {
 public:
  std::string Finish() {
    std::string bytes(1, kVersion);
    PutNumber(places_.size(), bytes);
    return bytes + texts_ + body_;
  }

  void Put(const std::string& text) {
    if (text.empty()) return PutNumber(0, body_);
    const auto [place, is_first] = places_.try_emplace(text, places_.size() + 1);
    if (is_first) PutNumber(text.size(), texts_);
    if (is_first) texts_ += text;
    PutNumber(place->second, body_);
  }
  void Put(int64_t number) { PutNumber(Folded(number), body_); }
  void Put(bool flag) { PutNumber(flag ? 1 : 0, body_); }
  void Put(Date date) { Put(int64_t{date.days()}); }
  void Put(Direction direction) { Put(ColumnOf(direction)); }
  void Put(ObservationState state) { Put(ColumnOf(state)); }
  void Put(const Rational& value) {
    int64_t above = 0;
    int64_t below = 0;
    if (absl::SimpleAtoi(value.numerator(), &above) && absl::SimpleAtoi(value.denominator(), &below)) {
      PutNumber(kSmallFraction, body_);
      Put(above);
      Put(below);
    } else {
      PutNumber(kFractionAsText, body_);
      Put(ColumnOf(value));
    }
  }
  void Put(const std::optional<Rational>& value) {
    if (value.has_value()) return Put(*value);
    PutNumber(kNoFraction, body_);
  }
  void Put(const std::optional<bool>& flag) { PutNumber(flag.has_value() ? 1 + uint64_t{*flag} : 0, body_); }
  template <typename Value, typename Each>
  void PutOptional(const std::optional<Value>& value, Each each) {
    Put(value.has_value());
    if (value.has_value()) each(*value);
  }
  template <typename Value, typename Each>
  void PutAll(const std::vector<Value>& values, Each each) {
    PutNumber(values.size(), body_);
    for (const Value& value : values) each(value);
  }

 private:
  absl::flat_hash_map<std::string, uint64_t> places_;
  std::string texts_;
  std::string body_;
};

// Takes what Packer put. The first value that is not there makes everything after it empty and ok() false.
class Unpacker {
 public:
  explicit Unpacker(absl::string_view bytes) : rest_(bytes) {
    is_ok_ = !rest_.empty() && rest_.front() == kVersion;
    if (is_ok_) rest_.remove_prefix(1);
    const uint64_t count = Take();
    if (count > rest_.size()) is_ok_ = false;
    if (is_ok_) texts_.reserve(count);
    for (uint64_t i = 0; is_ok_ && i < count; ++i) {
      const uint64_t size = Take();
      is_ok_ = is_ok_ && size <= rest_.size();
      if (!is_ok_) break;
      texts_.push_back(rest_.substr(0, size));
      rest_.remove_prefix(size);
    }
  }

  // All was there, and nothing is left.
  bool is_whole() const { return is_ok_ && rest_.empty(); }

  void Put(std::string& text) {
    const uint64_t place = Take();
    if (place > texts_.size()) is_ok_ = false;
    if (place == 0 || !is_ok_) return text.clear();
    text.assign(texts_[place - 1].data(), texts_[place - 1].size());
  }
  void Put(int64_t& number) { number = Unfolded(Take()); }
  void Put(bool& flag) { flag = Checked(Take(), 1) == 1; }
  void Put(Date& date) {
    int64_t days = 0;
    Put(days);
    const absl::StatusOr<Date> read = DateFromColumn(days);
    is_ok_ = is_ok_ && read.ok();
    date = is_ok_ ? *read : Date();
  }
  void Put(Direction& direction) {
    int64_t number = 0;
    Put(number);
    const absl::StatusOr<Direction> read = DirectionFromColumn(number);
    is_ok_ = is_ok_ && read.ok();
    if (is_ok_) direction = *read;
  }
  void Put(ObservationState& state) {
    int64_t number = 0;
    Put(number);
    const absl::StatusOr<ObservationState> read = ObservationStateFromColumn(number);
    is_ok_ = is_ok_ && read.ok();
    if (is_ok_) state = *read;
  }
  void Put(Rational& value) {
    std::optional<Rational> read;
    Put(read);
    is_ok_ = is_ok_ && read.has_value();
    value = is_ok_ ? *std::move(read) : Rational();
  }
  void Put(std::optional<Rational>& value) {
    value.reset();
    const uint64_t form = Checked(Take(), kFractionAsText);
    if (form == kSmallFraction) {
      int64_t above = 0;
      int64_t below = 0;
      Put(above);
      Put(below);
      is_ok_ = is_ok_ && below > 0;
      if (is_ok_) value = below == 1 ? Rational(above) : *Quotient(Rational(above), Rational(below));
    } else if (form == kFractionAsText) {
      std::string fraction;
      Put(fraction);
      absl::StatusOr<Rational> read = RationalFromColumn(fraction);
      is_ok_ = is_ok_ && read.ok();
      if (is_ok_) value = *std::move(read);
    }
  }
  void Put(std::optional<bool>& flag) {
    const uint64_t form = Checked(Take(), 2);
    flag.reset();
    if (form > 0) flag = form == 2;
  }
  template <typename Value, typename Each>
  void PutOptional(std::optional<Value>& value, Each each) {
    bool has_value = false;
    Put(has_value);
    if (!has_value) return value.reset();
    if (!value.has_value()) value.emplace();
    each(*value);
  }
  template <typename Value, typename Each>
  void PutAll(std::vector<Value>& values, Each each) {
    const uint64_t count = Checked(Take(), rest_.size());  // each takes a byte at least
    values.resize(count);
    for (Value& value : values) each(value);
  }

 private:
  uint64_t Take() {
    uint64_t number = 0;
    for (int shift = 0; is_ok_ && shift < 64; shift += 7) {
      if (rest_.empty()) break;
      const auto byte = static_cast<uint8_t>(rest_.front());
      rest_.remove_prefix(1);
      number |= static_cast<uint64_t>(byte & 0x7F) << shift;
      if (byte < 0x80) return number;
    }
    is_ok_ = false;
    return 0;
  }
  uint64_t Checked(uint64_t number, uint64_t most) {
    if (number > most) is_ok_ = false;
    return is_ok_ ? number : 0;
  }

  absl::string_view rest_;
  std::vector<absl::string_view> texts_;
  bool is_ok_ = true;
};

// One list of fields for both ways: Form is Packer beside constant values, Unpacker beside others.

template <typename Form, typename Key>
void PutKey(Form& form, Key& key) {
  form.Put(key.goal);
  form.Put(key.level1);
  form.Put(key.level2);
  form.Put(key.level3);
  form.Put(key.project);
}

template <typename Form, typename Record>
void PutRecord(Form& form, Record& record) {
  form.Put(record.table);
  form.Put(record.id);
  form.Put(record.update_time);
}

template <typename Form, typename Value>
void PutTarget(Form& form, Value& target) {
  form.Put(target.value);
  form.Put(target.upper);
  form.Put(target.text);
}

template <typename Form, typename Row>
void PutPlanRow(Form& form, Row& row) {
  PutKey(form, row.key);
  form.Put(row.direction);
  PutTarget(form, row.target);
  form.PutOptional(row.adjusted, [&form](auto& target) { PutTarget(form, target); });
  form.Put(row.adjust_reason);
  form.Put(row.unit);
  form.Put(row.baseline);
  form.Put(row.weight);
  form.Put(row.rule);
  form.Put(row.is_core);
  form.Put(row.is_illustrative);
  form.Put(row.source);
  form.Put(row.content);
  form.Put(row.scoring_standard);
  form.Put(row.note);
  PutRecord(form, row.record);
}

template <typename Form, typename Row>
void PutObservation(Form& form, Row& row) {
  PutKey(form, row.key);
  form.Put(row.date);
  form.Put(row.state);
  form.Put(row.value);
  form.Put(row.is_lower_bound);
  form.Put(row.tier);
  form.Put(row.percent);
  form.Put(row.reason);
  form.PutAll(row.parts, [&form](auto& part) {
    form.Put(part.name);
    form.Put(part.is_met);
    form.Put(part.value);
  });
  form.Put(row.text);
  form.Put(row.unit);
  form.Put(row.source);
  form.Put(row.evidence);
  form.Put(row.deviation_reason);
  form.Put(row.measure);
  form.Put(row.is_illustrative);
  form.PutAll(row.documents, [&form](auto& document) {
    form.Put(document.name);
    form.Put(document.sm3);
  });
}

template <typename Form, typename Row>
void PutCheck(Form& form, Row& row) {
  form.Put(row.name);
  form.Put(row.expression);
  form.Put(row.tolerance);
  form.Put(row.source);
}

template <typename Form, typename Goal>
void PutGoal(Form& form, Goal& goal) {
  form.Put(goal.project);
  form.Put(goal.target);
  form.Put(goal.whole_term_target);
  form.Put(goal.achieved);
  form.Put(goal.deviation_reason);
  form.Put(goal.measure);
  form.Put(goal.source);
  PutRecord(form, goal.record);
}

template <typename Form, typename Content, typename Number>
void PutContent(Form& form, Content& content, Number& plan_revision) {
  form.Put(plan_revision);
  form.Put(content.framework);
  form.PutAll(content.plan, [&form](auto& row) { PutPlanRow(form, row); });
  form.PutAll(content.observations, [&form](auto& row) { PutObservation(form, row); });
  form.PutAll(content.checks, [&form](auto& row) { PutCheck(form, row); });
  form.PutAll(content.goals, [&form](auto& goal) { PutGoal(form, goal); });
}

}  // namespace

std::string PackYear(const YearContent& content, int64_t plan_revision) {
  Packer packer;
  PutContent(packer, content, plan_revision);
  return packer.Finish();
}

absl::Status UnpackYear(absl::string_view bytes, YearContent& content, int64_t& plan_revision) {
  Unpacker unpacker(bytes);
  PutContent(unpacker, content, plan_revision);
  return unpacker.is_whole() ? absl::OkStatus() : absl::InternalError("a packed year holds what nobody packed");
}

}  // namespace zhengping::indicator
