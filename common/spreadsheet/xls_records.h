// The records of an XLS workbook stream ([MS-XLS] 2.1.4): each of a kind, at most 8 KiB, and gone on with in records of
// kind Continue where that is too little.
#ifndef ZHENGPING_COMMON_SPREADSHEET_XLS_RECORDS_H_
#define ZHENGPING_COMMON_SPREADSHEET_XLS_RECORDS_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace zhengping {

// Kinds that a reader of cells needs; [MS-XLS] 2.3.1 has the numbers.
enum XlsRecordKind : uint16_t {
  kXlsFormula = 0x0006,
  kXlsEndOfPart = 0x000A,
  kXlsDateSystem = 0x0022,
  kXlsEncrypted = 0x002F,
  kXlsContinue = 0x003C,
  kXlsSheet = 0x0085,
  kXlsManyRk = 0x00BD,
  kXlsRichText = 0x00D6,
  kXlsCellFormat = 0x00E0,
  kXlsMerged = 0x00E5,
  kXlsSharedTexts = 0x00FC,
  kXlsSharedText = 0x00FD,
  kXlsNumber = 0x0203,
  kXlsText = 0x0204,
  kXlsBooleanOrError = 0x0205,
  kXlsFormulaText = 0x0207,
  kXlsRow = 0x0208,
  kXlsRk = 0x027E,
  kXlsNumberFormat = 0x041E,
  kXlsStart = 0x0809,
};

struct XlsRecord {
  uint16_t kind = 0;
  std::vector<absl::string_view> pieces;  // its own bytes, then those of each Continue

  absl::string_view bytes() const { return pieces.front(); }
};

class XlsRecords {
 public:
  explicit XlsRecords(absl::string_view stream, size_t at = 0) : stream_(stream), at_(at) {}

  // The next record with its continuations; empty at the end of the stream, or where it is cut off.
  std::optional<XlsRecord> Next();

 private:
  std::optional<XlsRecord> NextPiece();

  absl::string_view stream_;
  size_t at_;
};

// Reads on over the pieces of a record. A text that goes on in the next piece says anew how wide its characters are.
class XlsBytes {
 public:
  explicit XlsBytes(const XlsRecord& record, size_t at = 0) : pieces_(record.pieces), at_(at) {}

  // False, and nothing more is read, where the record ends too early.
  bool Take16(uint16_t& number);
  bool Take32(uint32_t& number);
  bool Skip(size_t count);
  // A text of `characters` UTF-16 units with its flags before it, as UTF-8; what follows it for formatting is skipped.
  bool TakeText(size_t characters, std::string& text);

 private:
  bool TakeByte(unsigned char& byte);
  bool Settle();  // stands on a byte

  const std::vector<absl::string_view>& pieces_;
  size_t piece_ = 0;
  size_t at_;
};

}  // namespace zhengping

#endif  // ZHENGPING_COMMON_SPREADSHEET_XLS_RECORDS_H_
