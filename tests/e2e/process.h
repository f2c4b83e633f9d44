// Programs of the suite as real processes, with what they print.
//
//   const Finished finished = RunProgram({"/build/bin/zhengping", "load", "case"}, "/");
//   EXPECT_EQ(finished.status, 0) << finished.err;
#ifndef ZHENGPING_TESTS_E2E_PROCESS_H_
#define ZHENGPING_TESTS_E2E_PROCESS_H_

#include <sys/types.h>

#include <chrono>
#include <string>
#include <vector>

namespace zhengping {

struct Finished {
  int status = 0;  // the exit status, or minus the signal that ended it
  std::string out;
  std::string err;
};

// Runs a program to its end in `folder`, with the environment of the test less every ZHENGPING_ variable, and with
// `environment` ("NAME=value") on top.
Finished RunProgram(const std::vector<std::string>& arguments, const std::string& folder,
                    const std::vector<std::string>& environment = {});

// A program that runs on beside the test. The destructor kills it and waits for its end.
class Process {
 public:
  // Both outputs go to `log`, which is appended to.
  Process(const std::vector<std::string>& arguments, const std::string& log);
  ~Process();
  Process(const Process&) = delete;
  Process& operator=(const Process&) = delete;

  pid_t pid() const { return pid_; }
  bool is_running() const { return pid_ > 0; }

  void Signal(int signal) const;

  // Waits for its end; the exit status, or minus the signal that ended it.
  int Wait();

  // Waits until the file `name` of `folder` has been written and closed, or moved there; false when the process ended
  // first or the time is up.
  bool AwaitFile(const std::string& folder, const std::string& name, std::chrono::milliseconds limit);

 private:
  pid_t pid_ = 0;
};

}  // namespace zhengping

#endif  // ZHENGPING_TESTS_E2E_PROCESS_H_
