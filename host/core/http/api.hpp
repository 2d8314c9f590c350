#pragma once
// What the HTTP side needs of the house, and all it knows of it. The core implements this; tests fake it.

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <vestibule/policy.hpp>
#include <vestibule/sessions.hpp>
#include <vestibule/wire/topics.hpp>

#include "routes.hpp"
#include "shelf.hpp"

namespace vestibule::core::http {

/// A command (`do_`) or query (`ask`) that can be reached, and the fields of its request.
struct Endpoint {
  wire::Verb verb = wire::Verb::ask;
  std::vector<Field> fields;
};
using Catalogue = std::map<std::string, Endpoint, std::less<>>;

/// One journal entry as listeners see it.
struct Told {
  std::string name;  ///< "ledger.word_written"
  json::value body;
  std::vector<std::string> ears = {};  ///< the actors it is for; empty: whoever may hear events of that name
};
struct Entry {
  std::int64_t sequence = 0;
  Instant at{};
  std::vector<Told> events;
};
/// Entries in order, and the sequence number up to which nothing is missing. Entries without events may be left out.
struct Entries {
  std::vector<Entry> entries;
  std::int64_t through = 0;
};

/// What comes back, and whether it is a refusal that might be none for whoever signs in.
template <class T>
struct Answered {
  Result<T> result;
  bool sign_in = false;
};

/// The events a listener may hear, and of each the fields it is not shown.
using Audible = std::map<std::string, std::shared_ptr<const Fields>, std::less<>>;
struct Ear {
  Caller caller;
  Actor actor;
  std::shared_ptr<const Audible> events = nullptr;  ///< null: all, whole
};

/// Called on the HTTP side's thread; none of it may block. Callbacks may come on any thread, at once or later, or never.
/// It must outlive the server.
class Api {
 public:
  using Answer = std::function<void(Answered<json::value>)>;
  using EarAnswer = std::function<void(Answered<Ear>)>;
  using SessionAnswer = std::function<void(Answered<SessionOpened>)>;
  using MayAnswer = std::function<void(Answered<void>)>;
  using EntriesAnswer = std::function<void(Result<Entries>)>;

  virtual ~Api() = default;

  /// What there is now; a snapshot.
  virtual std::shared_ptr<const Catalogue> catalogue() const = 0;

  /// What browsers may fetch; it does not change any more. Null: nothing.
  virtual std::shared_ptr<const Shelf> pages() const { return nullptr; }

  /// Carries out a command; answers after the commit that holds it.
  virtual void do_(Caller caller, std::string name, std::string request_id, json::value body, Answer answer) = 0;
  virtual void ask(Caller caller, std::string name, json::value body, Answer answer) = 0;

  /// Whether the caller may have what is no command, query or event. Whose session has ended is asked about as nobody.
  virtual void may(Caller, Route, MayAnswer answer) { answer({{}}); }

  /// Signs in, and closes the session the caller had; not_found if nobody in the house knows people.
  virtual void open_session(Caller caller, json::value credentials, SessionAnswer answer) = 0;
  virtual void close_session(Caller caller, Answer answer) = 0;

  /// What the caller may hear; `denied` if it may not listen at all.
  virtual void listen(Caller caller, EarAnswer answer) = 0;
  /// Which of them still stand as they did, in their order: the sessions of the others have ended.
  virtual void still_there(std::vector<Ear> ears, std::function<void(std::vector<bool>)> answer) = 0;

  /// At most `limit` entries after that one, oldest first, whole. Without `after`: no entries, and `through` is the newest
  /// there is. If `after` is beyond the newest, `through` is the newest.
  virtual void entries(std::optional<std::int64_t> after, std::size_t limit, EntriesAnswer answer) = 0;

  /// Keeps `committed` for good and calls it with the newest sequence number after each commit. Called once.
  virtual void on_entries(std::function<void(std::int64_t)> committed) = 0;

  /// Which database the sequence numbers belong to; the same for the life of the host.
  virtual std::string epoch() const = 0;

  /// Answered on the loop, so that silence shows a loop that hangs. A body such as {"status":"ok"}, or `unavailable`.
  virtual void health(Answer answer) = 0;
};

}  // namespace vestibule::core::http
