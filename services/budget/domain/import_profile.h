// How the files of one source are read (导入方案): what differs from the platform's standard, saved once and used for
// every later file of that source. Plain values: the columns and fields are checked against the field tables by whoever
// takes one in.
#ifndef ZHENGPING_SERVICES_BUDGET_DOMAIN_IMPORT_PROFILE_H_
#define ZHENGPING_SERVICES_BUDGET_DOMAIN_IMPORT_PROFILE_H_

#include <cstdint>
#include <string>
#include <vector>

namespace zhengping::budget {

// A heading that does not carry the standard's own name.
struct ColumnMapping {
  std::string heading;
  std::string field;

  friend bool operator==(const ColumnMapping&, const ColumnMapping&) = default;
};

// A code or text of one column and what it means: an entry kind ("SUPPLEMENT", with an origin "SUPPLEMENT SUPERIOR"), a
// state ("COUNTS", "WAITS", "VOID"), an outlay ("BASIC"), or the code that stands for it.
struct ValueMapping {
  std::string field;
  std::string text;
  std::string meaning;

  friend bool operator==(const ValueMapping&, const ValueMapping&) = default;
};

// A code that a spreadsheet took for a number and whose leading zeros are put back: 49002 with 6 is 049002.
struct CodeWidth {
  std::string field;
  int32_t characters = 0;

  friend bool operator==(const CodeWidth&, const CodeWidth&) = default;
};

struct ImportProfile {
  std::string table;  // "PAY_VOUCHER_BILL"; empty: told from the file
  std::vector<ColumnMapping> columns;
  std::vector<ValueMapping> values;
  std::vector<CodeWidth> widths;
  int64_t amount_unit_fen = 0;          // of a bare amount: 100, 1000000; 0: as the file says, else yuan
  std::string default_department;       // its code, where rows name none
  std::string default_department_name;  // what it is called where it is created

  friend bool operator==(const ImportProfile&, const ImportProfile&) = default;
};

}  // namespace zhengping::budget

#endif  // ZHENGPING_SERVICES_BUDGET_DOMAIN_IMPORT_PROFILE_H_
