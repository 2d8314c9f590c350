#include "fake_api.hpp"

#include <algorithm>

namespace vestibule::core::http::test {
namespace {

std::shared_ptr<const Catalogue> everything() {
  using wire::Verb;
  const std::vector<Field> any{{"text", "text", true}};
  return std::make_shared<const Catalogue>(Catalogue{{"test.echo", {Verb::do_, any}},
                                                     {"test.fail", {Verb::do_, any}},
                                                     {"test.silent", {Verb::do_, any}},
                                                     {"test.hold", {Verb::do_, any}},
                                                     {"test.large", {Verb::ask, {{"bytes", "whole number", true}}}},
                                                     {"test.menu",
                                                      {Verb::ask,
                                                       {{"area", "text, private", true},
                                                        {"count", "whole number", false},
                                                        {"ratio", "number", false},
                                                        {"open", "true or false", false},
                                                        {"needs", "list of deaf | blind", false},
                                                        {"counts", "list of whole number", false},
                                                        {"names", "object of text", false}}}}});
}

}  // namespace

Loop::Loop()
    : thread_([this] {
        std::unique_lock lock(mutex_);
        for (;;) {
          changed_.wait(lock, [this] { return ending_ || !waiting_.empty(); });
          if (waiting_.empty()) return;
          auto run = std::move(waiting_.front());
          waiting_.pop_front();
          lock.unlock();
          run();
          lock.lock();
        }
      }) {}

Loop::~Loop() {
  {
    std::lock_guard lock(mutex_);
    ending_ = true;
  }
  changed_.notify_all();
  thread_.join();
}

void Loop::post(std::function<void()> run) {
  {
    std::lock_guard lock(mutex_);
    waiting_.push_back(std::move(run));
  }
  changed_.notify_all();
}

FakeApi::FakeApi(std::function<void(std::function<void()>)> run) : run_(std::move(run)), catalogue_(everything()) {}

/// Without a secret: the one at the machine.
Result<Actor> FakeApi::who(const Caller& caller) const {
  if (caller.secret.reveal().empty()) return Actor{"local", "local", caller.address};
  std::lock_guard lock(mutex_);
  const auto found = sessions.find(caller.secret.reveal());
  if (found == sessions.end()) return fail(Code::denied, "that session is over");
  return found->second;
}

void FakeApi::do_(Caller caller, std::string name, std::string request_id, json::value body, Answer answer) {
  run_([this, caller, name, request_id, body, answer] {
    const auto actor = who(caller);
    if (!actor) return answer({tl::unexpected(actor.error()), true});
    if (name == "test.silent") return;
    if (name == "test.fail") {
      const auto code = body.as_object().at("code").as_string();
      return answer({tl::unexpected(Error{code_named(std::string_view(code)), "as you wished"})});
    }
    const json::value reply{{"id", json::string_view(request_id)}, {"body", body}, {"actor", json::string_view(actor->id)}};
    if (name == "test.echo") return answer({reply});
    std::lock_guard lock(mutex_);
    held_.push_back([answer, reply] { answer({reply}); });
  });
}

void FakeApi::ask(Caller caller, std::string name, json::value body, Answer answer) {
  run_([this, caller, name, body, answer] {
    if (const auto actor = who(caller); !actor) return answer({tl::unexpected(actor.error()), true});
    if (name == "test.menu") return answer({body});
    answer({json::value(json::string(body.at("bytes").to_number<std::size_t>(), 'x'))});
  });
}

void FakeApi::may(Caller, Route route, MayAnswer answer) {
  run_([this, route, answer = std::move(answer)] {
    const bool shut = std::find(closed.begin(), closed.end(), route.right) != closed.end();
    if (shut) answer({fail(Code::denied, "nobody may"), true});
    else answer({{}});
  });
}

void FakeApi::open_session(Caller caller, json::value credentials, SessionAnswer answer) {
  run_([this, caller, credentials, answer] {
    if (credentials != json::value{{"word", "sesame"}}) return answer({fail(Code::denied, "not so"), true});
    std::string secret;
    {
      std::lock_guard lock(mutex_);
      secret = fmt::format("s-{}", ++opened_);
      sessions[secret] = {"ann", "clerk", caller.address};
      sessions.erase(caller.secret.reveal());
    }
    answer({SessionOpened{Private<std::string>(secret), std::chrono::minutes(10), json::value{{"welcome", "ann"}}}});
  });
}

void FakeApi::close_session(Caller caller, Answer answer) {
  run_([this, caller, answer] {
    {
      std::lock_guard lock(mutex_);
      sessions.erase(caller.secret.reveal());
    }
    answer({json::value(json::object{})});
  });
}

void FakeApi::listen(Caller caller, EarAnswer answer) {
  run_([this, caller, answer] {
    auto actor = who(caller);
    if (!actor) return answer({tl::unexpected(actor.error()), true});
    answer({Ear{caller, *actor, audible}});
  });
}

void FakeApi::still_there(std::vector<Ear> ears, std::function<void(std::vector<bool>)> answer) {
  run_([this, ears, answer] {
    std::vector<bool> there;
    for (const auto& ear : ears) there.push_back(who(ear.caller).has_value());
    answer(there);
  });
}

void FakeApi::entries(std::optional<std::int64_t> after, std::size_t limit, EntriesAnswer answer) {
  run_([this, after, limit, answer] {
    Entries found;
    {
      std::lock_guard lock(mutex_);
      ++journal_reads_;
      if (broken) return answer(tl::unexpected(*broken));
      const auto newest = static_cast<std::int64_t>(journal_.size());
      const auto first = std::min(after.value_or(newest), newest);
      const auto count = std::min(static_cast<std::size_t>(newest - first), limit);
      found.entries.assign(journal_.begin() + first, journal_.begin() + first + static_cast<std::ptrdiff_t>(count));
      found.through = first + static_cast<std::int64_t>(count);
      std::erase_if(found.entries, [](const Entry& entry) { return entry.events.empty(); });
    }
    answer(std::move(found));
  });
}

void FakeApi::on_entries(std::function<void(std::int64_t)> committed) { committed_ = std::move(committed); }

void FakeApi::health(Answer answer) {
  run_([this, answer] {
    if (ill) return answer({tl::unexpected(*ill)});
    answer({json::value{{"status", "ok"}}});
  });
}

void FakeApi::commit(std::vector<Told> events) {
  std::int64_t sequence = 0;
  {
    std::lock_guard lock(mutex_);
    sequence = static_cast<std::int64_t>(journal_.size()) + 1;
    journal_.push_back({sequence, from_millis(sequence * 1000), std::move(events)});
  }
  if (committed_) run_([this, sequence] { committed_(sequence); });
}

std::int64_t FakeApi::newest() const {
  std::lock_guard lock(mutex_);
  return static_cast<std::int64_t>(journal_.size());
}

void FakeApi::release() {
  std::vector<std::function<void()>> held;
  {
    std::lock_guard lock(mutex_);
    held.swap(held_);
  }
  for (auto& answer : held) run_(std::move(answer));
}

std::size_t FakeApi::held() const {
  std::lock_guard lock(mutex_);
  return held_.size();
}

std::size_t FakeApi::journal_reads() const {
  std::lock_guard lock(mutex_);
  return journal_reads_;
}

bool eventually(const std::function<bool()>& condition) {
  const auto until = std::chrono::steady_clock::now() + std::chrono::seconds(90);
  while (std::chrono::steady_clock::now() < until) {
    if (condition()) return true;
    std::this_thread::yield();
  }
  return false;
}

}  // namespace vestibule::core::http::test
