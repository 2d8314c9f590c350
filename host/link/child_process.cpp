#include "vestibule/link/child_process.hpp"

#include <fcntl.h>
#include <grp.h>
#include <poll.h>
#include <pwd.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <system_error>

namespace vestibule::link {
namespace {

struct Identity {
  uid_t user = 0;
  gid_t group = 0;
  bool change = false;
};

Identity identity_of(const std::string& account) {
  if (account.empty() || geteuid() != 0) return {};
  const passwd* const found = getpwnam(account.c_str());
  return found ? Identity{found->pw_uid, found->pw_gid, true} : Identity{};
}

std::vector<std::string> environment_with(const std::vector<std::pair<std::string, std::string>>& added) {
  std::vector<std::string> all;
  for (char** entry = environ; *entry; ++entry) {
    const std::string_view text = *entry;
    const auto name = text.substr(0, text.find('='));
    const bool replaced = std::any_of(added.begin(), added.end(), [&](const auto& pair) { return pair.first == name; });
    if (!replaced) all.emplace_back(text);
  }
  for (const auto& [name, value] : added) all.push_back(name + "=" + value);
  return all;
}

std::vector<char*> pointers(std::vector<std::string>& texts) {
  std::vector<char*> list;
  for (auto& text : texts) list.push_back(text.data());
  list.push_back(nullptr);
  return list;
}

/// Between fork and exec of a program with threads: system calls only, no allocation. The order matters: a change of user
/// would take back the wish to die with the parent.
[[noreturn]] void become(char* const* command, char* const* environment, const char* output, const Identity& identity,
                         pid_t parent) {
  for (int number = 1; number < NSIG; ++number) ::signal(number, SIG_DFL);  // our handlers must not run in the child
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, nullptr);
  if (output) {
    const int file = open(output, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    if (file >= 0) dup2(file, STDOUT_FILENO), dup2(file, STDERR_FILENO);
  }
  if (const int null = open("/dev/null", O_RDONLY | O_CLOEXEC); null >= 0) dup2(null, STDIN_FILENO);
  if (identity.change && (setgroups(0, nullptr) != 0 || setgid(identity.group) != 0 || setuid(identity.user) != 0)) _exit(126);
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (getppid() != parent) _exit(126);
  execvpe(command[0], command, environment);
  _exit(127);
}

}  // namespace

Result<ChildProcess> ChildProcess::start(const ChildOptions& options) {
  auto arguments = options.command;
  auto variables = environment_with(options.environment);
  const auto command = pointers(arguments), environment = pointers(variables);
  const auto identity = identity_of(options.account);
  const std::string output = options.output.string();
  const pid_t parent = getpid();
  sigset_t all, before;
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, &before);
  const pid_t pid = fork();
  if (pid == 0) become(command.data(), environment.data(), output.empty() ? nullptr : output.c_str(), identity, parent);
  pthread_sigmask(SIG_SETMASK, &before, nullptr);
  if (pid < 0) return fail(Code::unavailable, "cannot start {}: {}", options.command.front(), std::strerror(errno));
  ChildProcess child;
  child.pid_ = pid;
  return child;
}

ChildProcess& ChildProcess::operator=(ChildProcess&& other) noexcept {
  if (this != &other) {
    stop();
    pid_ = std::exchange(other.pid_, 0);
    status_ = other.status_;
  }
  return *this;
}

bool ChildProcess::reap(bool block) {
  if (pid_ == 0) return true;
  int status = 0;
  pid_t ended = 0;
  do ended = waitpid(pid_, &status, block ? 0 : WNOHANG);
  while (ended < 0 && errno == EINTR);
  if (ended == 0) return false;
  status_ = ended < 0 ? 127 : WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  pid_ = 0;
  return true;
}

bool ChildProcess::running() { return !reap(false); }

void ChildProcess::signal(int number) const {
  if (pid_ > 0) kill(pid_, number);
}

std::optional<int> ChildProcess::wait(Duration most) {
  if (reap(false)) return status_;
  // A process's descriptor becomes readable when it ends; glibc of Debian 12 wraps the call, older ones do not.
  const int file = static_cast<int>(syscall(SYS_pidfd_open, pid_, 0));
  pollfd waited{file, POLLIN, 0};
  if (file >= 0) {
    poll(&waited, 1, static_cast<int>(most.count()));
    close(file);
  }
  return reap(false) ? status_ : std::nullopt;
}

void ChildProcess::stop(Duration patience) {
  if (pid_ == 0) return;
  signal(SIGTERM);
  if (wait(patience)) return;
  signal(SIGKILL);
  reap(true);
}

}  // namespace vestibule::link
