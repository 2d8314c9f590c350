#pragma once
// A house of cardboard behind the HTTP side: echoes, errors by wish, and a journal that tests write.

#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>
#include <vestibule/log.hpp>
#include "core/http/api.hpp"

namespace vestibule::core::http::test {

/// A loop of its own thread, as the host has one.
class Loop {
 public:
  Loop();
  ~Loop();
  void post(std::function<void()> run);

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<std::function<void()>> waiting_;
  bool ending_ = false;
  std::thread thread_;
};

class FakeApi : public Api {
 public:
  /// Answers through `run`; by default at once, on the caller's thread.
  explicit FakeApi(std::function<void(std::function<void()>)> run = [](auto answer) { answer(); });

  std::shared_ptr<const Catalogue> catalogue() const override { return catalogue_; }
  /// Commands: "test.echo" gives {"id","body","actor"}; "test.fail" fails with the code its body names; "test.silent"
  /// never answers; "test.hold" answers when release() is called.
  void do_(Caller caller, std::string name, std::string request_id, json::value body, Answer answer) override;
  /// Queries: "test.menu" gives its body back; "test.large" gives `bytes` bytes of text.
  void ask(Caller caller, std::string name, json::value body, Answer answer) override;
  /// `denied` for the rights in `closed`.
  void may(Caller caller, Route route, MayAnswer answer) override;
  /// Takes {"word":"sesame"} and gives the secret "s-1", "s-2", ...; what is open is in `sessions`.
  void open_session(Caller caller, json::value credentials, SessionAnswer answer) override;
  void close_session(Caller caller, Answer answer) override;
  void listen(Caller caller, EarAnswer answer) override;
  void still_there(std::vector<Ear> ears, std::function<void(std::vector<bool>)> answer) override;
  void entries(std::optional<std::int64_t> after, std::size_t limit, EntriesAnswer answer) override;
  void on_entries(std::function<void(std::int64_t)> committed) override;
  std::shared_ptr<const Shelf> pages() const override { return shelf; }
  std::string epoch() const override { return "epoch-a"; }
  void health(Answer answer) override;

  /// Writes one entry with these events, and tells.
  void commit(std::vector<Told> events);
  std::int64_t newest() const;
  /// Answers all that "test.hold" holds; `held` says how many there are.
  void release();
  std::size_t held() const;
  std::size_t journal_reads() const;

  std::vector<std::string> closed;  ///< rights nobody has
  std::optional<Error> ill;     ///< what health says
  std::optional<Error> broken;  ///< what reading the journal gives
  std::map<std::string, Actor> sessions;         ///< by secret
  std::shared_ptr<const Audible> audible;        ///< what everybody may hear; null: all
  std::shared_ptr<Shelf> shelf = std::make_shared<Shelf>();

 private:
  Result<Actor> who(const Caller& caller) const;

  const std::function<void(std::function<void()>)> run_;
  const std::shared_ptr<const Catalogue> catalogue_;
  mutable std::mutex mutex_;
  std::vector<Entry> journal_;
  std::vector<std::function<void()>> held_;
  std::size_t journal_reads_ = 0;
  int opened_ = 0;
  std::function<void(std::int64_t)> committed_;
};

class SilentLog : public Log {
 public:
  void write(Level, std::string_view) override {}
};

/// Gives way to other threads until the condition holds; false after half a minute.
bool eventually(const std::function<bool()>& condition);

}  // namespace vestibule::core::http::test
