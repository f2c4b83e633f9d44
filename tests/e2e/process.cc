#include "tests/e2e/process.h"

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/inotify.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstring>
#include <filesystem>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "common/status/check.h"
#include "common/testing/temp_folder.h"

namespace zhengping {
namespace {

std::vector<char*> Pointers(std::vector<std::string>& texts) {
  std::vector<char*> pointers;
  for (std::string& text : texts) pointers.push_back(text.data());
  pointers.push_back(nullptr);
  return pointers;
}

pid_t Spawn(std::vector<std::string> arguments, const std::string& folder, std::vector<std::string> environment,
            const std::string& out, const std::string& err) {
  for (char** variable = environ; *variable != nullptr; ++variable) {
    if (!absl::StartsWith(*variable, "ZHENGPING_")) environment.push_back(*variable);
  }
  const std::vector<char*> argv = Pointers(arguments);
  const std::vector<char*> envp = Pointers(environment);
  constexpr int kAppend = O_WRONLY | O_CREAT | O_APPEND;
  posix_spawn_file_actions_t actions;
  ZP_CHECK(posix_spawn_file_actions_init(&actions) == 0, "no memory");
  posix_spawn_file_actions_addchdir_np(&actions, folder.c_str());
  posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, out.c_str(), kAppend, 0600);
  if (err == out) {
    posix_spawn_file_actions_adddup2(&actions, STDOUT_FILENO, STDERR_FILENO);
  } else {
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, err.c_str(), kAppend, 0600);
  }
  pid_t pid = 0;
  const int error = posix_spawn(&pid, argv[0], &actions, nullptr, argv.data(), envp.data());
  posix_spawn_file_actions_destroy(&actions);
  ZP_CHECK(error == 0, absl::StrCat(argv[0], ": ", strerror(error)));
  return pid;
}

int WaitFor(pid_t pid) {
  int how = 0;
  while (waitpid(pid, &how, 0) < 0) ZP_CHECK(errno == EINTR, strerror(errno));
  return WIFSIGNALED(how) ? -WTERMSIG(how) : WEXITSTATUS(how);
}

// A file descriptor of ours, closed with its scope.
class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) { ZP_CHECK(number >= 0, strerror(errno)); }
  ~Descriptor() { close(number_); }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int number() const { return number_; }

 private:
  const int number_;
};

}  // namespace

Finished RunProgram(const std::vector<std::string>& arguments, const std::string& folder,
                    const std::vector<std::string>& environment) {
  const TempFolder outputs;
  const std::string out = absl::StrCat(outputs.path(), "/out");
  const std::string err = absl::StrCat(outputs.path(), "/err");
  Finished finished;
  finished.status = WaitFor(Spawn(arguments, folder, environment, out, err));
  finished.out = ReadFile(out);
  finished.err = ReadFile(err);
  return finished;
}

Process::Process(const std::vector<std::string>& arguments, const std::string& log)
    : pid_(Spawn(arguments, "/", {}, log, log)) {}

Process::~Process() {
  if (!is_running()) return;
  Signal(SIGKILL);
  Wait();
}

void Process::Signal(int signal) const { kill(pid_, signal); }

int Process::Wait() {
  const int status = WaitFor(pid_);
  pid_ = 0;
  return status;
}

bool Process::AwaitFile(const std::string& folder, const std::string& name, std::chrono::milliseconds limit) {
  const auto deadline = std::chrono::steady_clock::now() + limit;
  const Descriptor changes(inotify_init1(IN_CLOEXEC | IN_NONBLOCK));
  ZP_CHECK(inotify_add_watch(changes.number(), folder.c_str(), IN_CLOSE_WRITE | IN_MOVED_TO) >= 0, folder);
  const Descriptor process(static_cast<int>(syscall(SYS_pidfd_open, pid_, 0)));
  const std::filesystem::path path = std::filesystem::path(folder) / name;
  for (;;) {
    std::error_code ignored;
    if (std::filesystem::file_size(path, ignored) > 0 && !ignored) return true;
    const auto left =
        std::chrono::duration_cast<std::chrono::milliseconds>(deadline - std::chrono::steady_clock::now());
    if (left.count() <= 0) return false;
    pollfd events[] = {{changes.number(), POLLIN, 0}, {process.number(), POLLIN, 0}};
    poll(events, 2, static_cast<int>(left.count()));
    if (events[1].revents != 0) return false;
    char buffer[4096];
    while (read(changes.number(), buffer, sizeof(buffer)) > 0) {
    }
  }
}

}  // namespace zhengping
