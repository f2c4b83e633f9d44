#include "common/config/setting.h"

#include <algorithm>
#include <limits>
#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"

namespace zhengping::config {
namespace {

using Texts = std::vector<std::string>;

// A setting that takes exactly one text.
Setting Single(std::function<std::string(const std::string&)> set, std::function<Texts()> get) {
  Setting setting;
  setting.set = [set = std::move(set)](const Texts& texts) -> std::string {
    return texts.size() == 1 ? set(texts.front()) : "it takes one value";
  };
  setting.get = std::move(get);
  return setting;
}

std::optional<bool> ParseBool(const std::string& text) {
  bool value = false;
  if (text == "on" || text == "off") return text == "on";
  if (!absl::SimpleAtob(text, &value)) return std::nullopt;
  return value;
}

std::string BoolText(bool value) { return value ? "true" : "false"; }

template <typename Bool>
Setting AnyBoolSetting(Bool* value, std::function<Texts()> get) {
  Setting setting = Single(
      [value](const std::string& text) -> std::string {
        const std::optional<bool> parsed = ParseBool(text);
        if (!parsed) return "it is true or false";
        *value = *parsed;
        return "";
      },
      std::move(get));
  setting.is_flag = true;
  setting.is_quoted = false;
  return setting;
}

template <typename Int>
Setting AnyIntSetting(Int* value, IntRange range) {
  range.most = std::min(range.most, static_cast<int64_t>(std::numeric_limits<Int>::max()));
  range.least = std::max(range.least, static_cast<int64_t>(std::numeric_limits<Int>::min()));
  Setting setting = Single(
      [value, range](const std::string& text) -> std::string {
        int64_t number = 0;
        if (!absl::SimpleAtoi(text, &number) || number < range.least || number > range.most) {
          return absl::StrCat("it is a whole number from ", range.least, " to ", range.most);
        }
        *value = static_cast<Int>(number);
        return "";
      },
      [value] { return Texts{absl::StrCat(*value)}; });
  setting.value_name = "NUMBER";
  setting.is_quoted = false;
  return setting;
}

}  // namespace

Setting TextSetting(std::string* value) {
  return Single(
      [value](const std::string& text) {
        *value = text;
        return "";
      },
      [value] { return Texts{*value}; });
}

Setting ChoiceSetting(std::string* value, std::vector<std::string> choices) {
  const std::string all = absl::StrJoin(choices, ", ");
  Setting setting = Single(
      [value, choices, all](const std::string& text) -> std::string {
        if (std::find(choices.begin(), choices.end(), text) == choices.end()) return "it is one of " + all;
        *value = text;
        return "";
      },
      [value] { return Texts{*value}; });
  setting.value_name = absl::StrJoin(choices, "|");
  return setting;
}

Setting ListSetting(std::vector<std::string>* value) {
  Setting setting;
  setting.set = [value](const Texts& texts) {
    *value = texts;
    return "";
  };
  setting.get = [value] { return *value; };
  setting.is_list = true;
  return setting;
}

Setting BoolSetting(bool* value) {
  return AnyBoolSetting(value, [value] { return Texts{BoolText(*value)}; });
}

Setting BoolSetting(std::optional<bool>* value) {
  return AnyBoolSetting(value, [value] { return value->has_value() ? Texts{BoolText(**value)} : Texts{}; });
}

Setting IntSetting(int* value, IntRange range) { return AnyIntSetting(value, range); }
Setting IntSetting(int64_t* value, IntRange range) { return AnyIntSetting(value, range); }

Setting DurationSetting(absl::Duration* value) {
  Setting setting = Single(
      [value](const std::string& text) -> std::string {
        absl::Duration duration;
        if (!absl::ParseDuration(text, &duration) || duration < absl::ZeroDuration()) {
          return "it is a duration like 500ms, 30s or 1h30m";
        }
        *value = duration;
        return "";
      },
      [value] { return Texts{absl::FormatDuration(*value)}; });
  setting.value_name = "DURATION";
  return setting;
}

}  // namespace zhengping::config
