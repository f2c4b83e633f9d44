// One list of fields a struct serves both directions: JsonWriter puts them into a JSON object, JsonReader takes them
// out.
//
//   template <typename Visitor, typename T>
//   void Fields(Visitor& visit, MaybeConst<T, Grade>& grade) { visit("name", grade.name); visit("from", grade.from); }
//
// Internal to content_json.cc.
#ifndef ZHENGPING_SERVICES_REPORTING_DOMAIN_JSON_FIELDS_H_
#define ZHENGPING_SERVICES_REPORTING_DOMAIN_JSON_FIELDS_H_

#include <cstdint>
#include <nlohmann/json.hpp>
#include <optional>
#include <stdexcept>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "common/date/date.h"
#include "common/money/money.h"
#include "common/rational/rational.h"
#include "services/reporting/domain/fact.h"

namespace zhengping::reporting {

// Thrown by the reader for JSON that the writer would not write; caught in content_json.cc.
struct MalformedContent : std::runtime_error {
  using std::runtime_error::runtime_error;
};

// Enumerators in their order, as the JSON spells them; specialised in content_json.cc.
template <typename Enum>
const std::vector<const char*>& EnumNames();

class JsonWriter {
 public:
  static constexpr bool kReads = false;

  template <typename T>
  void operator()(const char* key, const T& value) {
    if (!IsEmpty(value)) object_[key] = Encode(value);
  }
  nlohmann::json Take() { return std::move(object_); }

  static nlohmann::json Encode(const std::string& value) { return value; }
  static nlohmann::json Encode(bool value) { return value; }
  static nlohmann::json Encode(int value) { return absl::StrCat(value); }
  static nlohmann::json Encode(int64_t value) { return absl::StrCat(value); }
  static nlohmann::json Encode(Money value) { return absl::StrCat(value.fen()); }
  static nlohmann::json Encode(Date value) { return FormatIso(value); }
  static nlohmann::json Encode(const Rational& value) {
    return value.is_whole() ? value.numerator() : absl::StrCat(value.numerator(), "/", value.denominator());
  }
  static nlohmann::json Encode(const Quantity& value) {
    static constexpr const char* kKinds[] = {"fen", "count", "rational", "date"};
    nlohmann::json encoded;
    std::visit([&](const auto& v) { encoded[kKinds[value.index()]] = Encode(v); }, value);
    return encoded;
  }
  template <typename T>
  static nlohmann::json Encode(const std::optional<T>& value) {
    return Encode(*value);
  }
  template <typename T>
  static nlohmann::json Encode(const std::vector<T>& values) {
    nlohmann::json array = nlohmann::json::array();
    for (const T& value : values) array.push_back(Encode(value));
    return array;
  }
  template <typename T>
  static nlohmann::json Encode(const T& value) {
    if constexpr (std::is_enum_v<T>) {
      return EnumNames<T>().at(static_cast<size_t>(value));
    } else {
      JsonWriter inner;
      Fields(inner, value);
      nlohmann::json object = inner.Take();
      return object.is_null() ? nlohmann::json::object() : object;
    }
  }

 private:
  static bool IsEmpty(const std::string& value) { return value.empty(); }
  static bool IsEmpty(bool value) { return !value; }
  template <typename T>
  static bool IsEmpty(const std::optional<T>& value) {
    return !value.has_value();
  }
  template <typename T>
  static bool IsEmpty(const std::vector<T>& value) {
    return value.empty();
  }
  template <typename T>
  static bool IsEmpty(const T&) {
    return false;
  }

  nlohmann::json object_;
};

class JsonReader {
 public:
  static constexpr bool kReads = true;

  explicit JsonReader(const nlohmann::json& object) : object_(object) {}

  template <typename T>
  void operator()(const char* key, T& value) {
    const auto found = object_.find(key);
    if (found != object_.end()) Decode(*found, value);
  }

  static void Decode(const nlohmann::json& json, std::string& value) { value = json.get<std::string>(); }
  static void Decode(const nlohmann::json& json, bool& value) { value = json.get<bool>(); }
  static void Decode(const nlohmann::json& json, int& value) { value = static_cast<int>(Whole(json)); }
  static void Decode(const nlohmann::json& json, int64_t& value) { value = Whole(json); }
  static void Decode(const nlohmann::json& json, Money& value) { value = Money::Fen(Whole(json)); }
  static void Decode(const nlohmann::json& json, Date& value) {
    const absl::StatusOr<Date> date = ParseDate(json.get<std::string>());
    if (!date.ok()) throw MalformedContent("not a day");
    value = *date;
  }
  static void Decode(const nlohmann::json& json, Rational& value) {
    const std::pair<std::string, std::string> parts = absl::StrSplit(json.get<std::string>(), absl::MaxSplits('/', 1));
    const absl::StatusOr<Rational> rational = ParseFraction(parts.first, parts.second.empty() ? "1" : parts.second);
    if (!rational.ok()) throw MalformedContent("not a rate");
    value = *rational;
  }
  static void Decode(const nlohmann::json& json, Quantity& value) {
    if (json.contains("fen"))
      DecodeAs<Money>(json["fen"], value);
    else if (json.contains("count"))
      DecodeAs<int64_t>(json["count"], value);
    else if (json.contains("rational"))
      DecodeAs<Rational>(json["rational"], value);
    else
      DecodeAs<Date>(json.at("date"), value);
  }
  template <typename T>
  static void Decode(const nlohmann::json& json, std::optional<T>& value) {
    Decode(json, value.emplace());
  }
  template <typename T>
  static void Decode(const nlohmann::json& json, std::vector<T>& values) {
    for (const nlohmann::json& element : json) Decode(element, values.emplace_back());
  }
  template <typename T>
  static void Decode(const nlohmann::json& json, T& value) {
    if constexpr (std::is_enum_v<T>) {
      const std::vector<const char*>& names = EnumNames<T>();
      const auto text = json.get<std::string>();
      for (size_t i = 0; i < names.size(); ++i) {
        if (text == names[i]) {
          value = static_cast<T>(i);
          return;
        }
      }
      throw MalformedContent("unknown word " + text);
    } else {
      JsonReader inner(json);
      Fields(inner, value);
    }
  }

 private:
  static int64_t Whole(const nlohmann::json& json) {
    int64_t number = 0;
    if (!absl::SimpleAtoi(json.get<std::string>(), &number)) throw MalformedContent("not a whole number");
    return number;
  }
  template <typename T>
  static void DecodeAs(const nlohmann::json& json, Quantity& value) {
    T inner{};
    Decode(json, inner);
    value = std::move(inner);
  }

  const nlohmann::json& object_;
};

}  // namespace zhengping::reporting

#endif  // ZHENGPING_SERVICES_REPORTING_DOMAIN_JSON_FIELDS_H_
