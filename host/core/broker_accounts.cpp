#include "broker_accounts.hpp"

#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

#include <fstream>
#include <set>

#include "durable_file.hpp"
#include "vestibule/wire/topics.hpp"

namespace vestibule::core {
namespace {

constexpr std::string_view ours_begins = "# ---- from here on written by the host: what the accounts it gives may read\n";

std::string text_of(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

/// Like replace_file, but whoever could read the file before, the broker's own account, still can.
Result<> replace_for_same_readers(const std::filesystem::path& path, const std::string& text) {
  const std::filesystem::path fresh = path.string() + ".new";
  std::error_code error;
  std::filesystem::remove(fresh, error);
  VESTIBULE_CHECK(write_new_file(fresh, text, 0640));
  struct stat before {};
  if (::stat(path.c_str(), &before) == 0 && ::chown(fresh.c_str(), before.st_uid, before.st_gid) != 0 && ::chown(fresh.c_str(), ~uid_t{0}, before.st_gid) != 0)
    return fail(Code::unavailable, "{} cannot be given to the broker's account", fresh.string());
  std::filesystem::rename(fresh, path, error);
  if (error) return fail(Code::unavailable, "{} cannot be written: {}", path.string(), error.message());
  return sync_folder(path.parent_path());
}

/// Whether there was anything to change.
Result<bool> replace_if_other(const std::filesystem::path& path, const std::string& before, const std::string& after) {
  if (after == before) return false;
  VESTIBULE_CHECK(replace_for_same_readers(path, after));
  return true;
}

}  // namespace

Result<> signal_broker(const std::filesystem::path& pid_file) {
  if (pid_file.empty()) return {};
  const std::string text = text_of(pid_file);
  const int pid = std::atoi(text.c_str());
  if (pid <= 1) return fail(Code::unavailable, "{} names no broker", pid_file.string());
  if (::kill(pid, SIGHUP) != 0) return fail(Code::unavailable, "the broker {} cannot be told to read its accounts again", pid);
  return {};
}

Result<> put_accounts(const BrokerFiles& files, const std::vector<BrokerAccount>& accounts) {
  // What an account may read comes first: nobody is let in before that stands.
  bool changed = false;
  if (!files.access.empty()) {
    const std::string before = text_of(files.access);
    VESTIBULE_TRY(changed, replace_if_other(files.access, before, with_access(before, accounts)));
  }
  const std::string before = text_of(files.passwords);
  VESTIBULE_TRY(const bool let_in, replace_if_other(files.passwords, before, with_accounts(before, accounts)));
  return changed || let_in ? signal_broker(files.pid) : Result<>();
}

std::string with_accounts(const std::string& before, const std::vector<BrokerAccount>& accounts) {
  std::set<std::string_view> ours;
  for (const auto& account : accounts) ours.insert(account.name);
  std::string after;
  for (std::size_t at = 0; at < before.size();) {
    const std::size_t end = std::min(before.find('\n', at), before.size());
    const std::string_view line = std::string_view(before).substr(at, end - at);
    if (!line.empty() && !ours.contains(line.substr(0, line.find(':')))) after.append(line) += '\n';
    at = end + 1;
  }
  for (const auto& account : accounts)
    if (!account.hash.empty()) after += account.name + ":" + account.hash + "\n";
  return after;
}

std::string with_access(const std::string& before, const std::vector<BrokerAccount>& accounts) {
  std::string after = before.substr(0, before.find(ours_begins));
  if (!after.empty() && after.back() != '\n') after += '\n';
  after += ours_begins;
  for (const auto& account : accounts) {
    if (account.hash.empty() || account.reads.empty()) continue;
    after += "user " + account.name + "\n";
    for (const auto& subject : account.reads) after += "topic read " + wire::state_topic(subject) + "\n";
  }
  return after;
}

void FileAccounts::keep(std::vector<BrokerAccount> accounts) {
  if (accounts == wanted_ && !accounts.empty()) return;
  wanted_ = std::move(accounts);
  if (writing_) again_ = true;
  else write();
}

void FileAccounts::write() {
  writing_ = true;
  again_ = false;
  auto done = std::make_shared<Result<>>();
  workers_.run([files = files_, accounts = wanted_, done] { *done = put_accounts(files, accounts); },
               [this, done] {
                 writing_ = false;
                 if (!*done) log_.error("accounts of the broker: {}", done->error().message);
                 if (again_) write();
               });
}

}  // namespace vestibule::core
