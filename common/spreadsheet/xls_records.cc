#include "common/spreadsheet/xls_records.h"

#include <algorithm>
#include <utility>

#include "common/spreadsheet/little_endian.h"

namespace zhengping {
namespace {

constexpr size_t kRecordHeadBytes = 4;

// Flags of a text ([MS-XLS] 2.5.293).
constexpr unsigned char kIsWide = 0x01;
constexpr unsigned char kHasReadingAid = 0x04;
constexpr unsigned char kHasRuns = 0x08;

void AppendUtf8(std::string& text, uint32_t code) {
  const auto trail = [&](int shift) { text += static_cast<char>(0x80 | (code >> shift & 0x3F)); };
  if (code < 0x80) {
    text += static_cast<char>(code);
  } else if (code < 0x800) {
    text += static_cast<char>(0xC0 | code >> 6);
    trail(0);
  } else if (code < 0x10000) {
    text += static_cast<char>(0xE0 | code >> 12);
    trail(6);
    trail(0);
  } else {
    text += static_cast<char>(0xF0 | code >> 18);
    trail(12);
    trail(6);
    trail(0);
  }
}

std::string Utf8Of(const std::vector<uint16_t>& units) {
  constexpr uint32_t kReplacement = 0xFFFD;
  std::string text;
  for (size_t i = 0; i < units.size(); ++i) {
    const uint32_t unit = units[i];
    const bool is_high = unit >= 0xD800 && unit < 0xDC00;
    const bool is_low = unit >= 0xDC00 && unit < 0xE000;
    if (is_high && i + 1 < units.size() && units[i + 1] >= 0xDC00 && units[i + 1] < 0xE000) {
      AppendUtf8(text, 0x10000 + ((unit - 0xD800) << 10) + (units[++i] - 0xDC00u));
    } else if (is_high || is_low) {
      AppendUtf8(text, kReplacement);
    } else if (unit >= 0x20 || unit == '\t' || unit == '\n') {
      AppendUtf8(text, unit);
    }
  }
  return text;
}

}  // namespace

std::optional<XlsRecord> XlsRecords::NextPiece() {
  if (at_ > stream_.size() || stream_.size() - at_ < kRecordHeadBytes) return std::nullopt;
  const uint16_t kind = Read16(stream_, at_);
  const size_t size = Read16(stream_, at_ + 2);
  if (stream_.size() - at_ - kRecordHeadBytes < size) return std::nullopt;
  XlsRecord record{.kind = kind, .pieces = {stream_.substr(at_ + kRecordHeadBytes, size)}};
  at_ += kRecordHeadBytes + size;
  return record;
}

std::optional<XlsRecord> XlsRecords::Next() {
  std::optional<XlsRecord> record = NextPiece();
  while (record && stream_.size() - at_ >= kRecordHeadBytes && Read16(stream_, at_) == kXlsContinue) {
    const std::optional<XlsRecord> more = NextPiece();
    if (!more) return std::nullopt;
    record->pieces.push_back(more->bytes());
  }
  return record;
}

bool XlsBytes::Settle() {
  while (piece_ < pieces_.size() && at_ >= pieces_[piece_].size()) {
    at_ -= pieces_[piece_].size();
    ++piece_;
  }
  return piece_ < pieces_.size();
}

bool XlsBytes::TakeByte(unsigned char& byte) {
  if (!Settle()) return false;
  byte = static_cast<unsigned char>(pieces_[piece_][at_++]);
  return true;
}

bool XlsBytes::Take16(uint16_t& number) {
  unsigned char low = 0;
  unsigned char high = 0;
  if (!TakeByte(low) || !TakeByte(high)) return false;
  number = static_cast<uint16_t>(low | high << 8);
  return true;
}

bool XlsBytes::Take32(uint32_t& number) {
  uint16_t low = 0;
  uint16_t high = 0;
  if (!Take16(low) || !Take16(high)) return false;
  number = low | static_cast<uint32_t>(high) << 16;
  return true;
}

bool XlsBytes::Skip(size_t count) {
  at_ += count;
  return count == 0 || Settle() || at_ == 0;  // it may end where the record does
}

bool XlsBytes::TakeText(size_t characters, std::string& text) {
  unsigned char flags = 0;
  if (!TakeByte(flags)) return false;
  uint16_t runs = 0;
  uint32_t reading_aid_bytes = 0;
  if ((flags & kHasRuns) != 0 && !Take16(runs)) return false;
  if ((flags & kHasReadingAid) != 0 && !Take32(reading_aid_bytes)) return false;
  std::vector<uint16_t> units;
  bool is_wide = (flags & kIsWide) != 0;
  while (units.size() < characters) {
    const size_t piece = piece_;
    if (!Settle()) return false;
    if (piece_ != piece) {  // the text goes on in this piece
      if (!TakeByte(flags)) return false;
      is_wide = (flags & kIsWide) != 0;
    }
    uint16_t unit = 0;
    unsigned char narrow = 0;
    if (is_wide ? !Take16(unit) : !TakeByte(narrow)) return false;
    units.push_back(is_wide ? unit : narrow);
  }
  text = Utf8Of(units);
  return Skip(size_t{4} * runs) && Skip(reading_aid_bytes);
}

}  // namespace zhengping
