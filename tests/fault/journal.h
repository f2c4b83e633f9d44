// What a client knows of the transactions that it posts, on disk before each is sent and after each is acknowledged, so
// that the server's own count need not be trusted.
#ifndef ZHENGPING_TESTS_FAULT_JOURNAL_H_
#define ZHENGPING_TESTS_FAULT_JOURNAL_H_

#include <cstdint>
#include <set>
#include <string>

namespace zhengping {

// Used by one thread at a time.
class Journal {
 public:
  explicit Journal(const std::string& path);
  ~Journal();
  Journal(const Journal&) = delete;
  Journal& operator=(const Journal&) = delete;

  // Both return when the line is on disk.
  void Sent(int64_t number);
  void Acknowledged(int64_t number);

 private:
  void Append(const std::string& line);
  const int file_;
};

struct Journaled {
  std::set<int64_t> sent;
  std::set<int64_t> acknowledged;
};

// As the file has it.
Journaled ReadJournal(const std::string& path);

}  // namespace zhengping

#endif  // ZHENGPING_TESTS_FAULT_JOURNAL_H_
