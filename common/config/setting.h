// One setting of a program: its name, where its value goes, and how that is read and printed. Parser makes them; nobody
// else needs to.
#ifndef ZHENGPING_COMMON_CONFIG_SETTING_H_
#define ZHENGPING_COMMON_CONFIG_SETTING_H_

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "absl/time/time.h"

namespace zhengping::config {

struct IntRange {
  int64_t least = 0;
  int64_t most = INT64_MAX;
};

struct Setting {
  std::string name;        // "data-dir"
  std::string value_name;  // in the help, "PATH"
  std::string help;
  bool is_flag = false;    // --name alone means true
  bool is_list = false;    // may be given several times
  bool is_secret = false;  // never on the command line, where everybody on the machine reads it; never printed
  bool is_quoted = true;   // as the file writes it

  // Takes one text a value and returns "", or says what would be right and leaves the value alone.
  std::function<std::string(const std::vector<std::string>& texts)> set;
  std::function<std::vector<std::string>()> get;

  std::string origin = "default";  // where the value came from, for --dump-config
};

Setting TextSetting(std::string* value);
Setting ChoiceSetting(std::string* value, std::vector<std::string> choices);
Setting ListSetting(std::vector<std::string>* value);
Setting BoolSetting(bool* value);
Setting BoolSetting(std::optional<bool>* value);  // absent prints as nothing
Setting IntSetting(int* value, IntRange range);
Setting IntSetting(int64_t* value, IntRange range);
Setting DurationSetting(absl::Duration* value);  // zero or above

}  // namespace zhengping::config

#endif  // ZHENGPING_COMMON_CONFIG_SETTING_H_
