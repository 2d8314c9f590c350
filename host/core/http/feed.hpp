#pragma once
// The event stream without a socket: journal entries as server-sent events, for any number of listeners.
//
// The newest frames are kept once for all in a bounded ring. A listener holds only its place in the journal: if it is slow
// and the ring has moved on, it reads the journal itself. So a frozen screen costs nothing and loses nothing.
// Everything runs on the HTTP side's thread; what comes from the Api is brought there by `hop`.

#include <deque>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "api.hpp"

namespace vestibule::core::http {

using Hop = std::function<void(std::function<void()>)>;

class Feed;

/// One listener's place in the stream.
class EventStream : public std::enable_shared_from_this<EventStream> {
 public:
  /// Gets frames to send; an empty text says that the stream is over.
  using Then = std::function<void(std::string)>;

  /// `first` is sent before anything else; `sequence` is the last entry it stands for.
  EventStream(std::shared_ptr<Feed> feed, std::int64_t sequence, std::string first, Ear ear);
  ~EventStream();
  EventStream(const EventStream&) = delete;

  /// Calls `then` once, as soon as there is something to send. One call at a time.
  void next(Then then);

 private:
  friend class Feed;
  void serve();
  void read_journal();
  void give(std::string frames);
  void end();

  std::shared_ptr<Feed> feed_;
  std::int64_t sequence_;
  std::string pending_;
  Ear ear_;
  Then then_;
  bool reading_ = false;
  bool over_ = false;
};

/// What of an entry one may hear: events of a name that is allowed, meant for this actor, without the fields it is not shown. All of
/// it where nothing says what is audible.
std::vector<Told> heard(const Entry& entry, const Ear& ear);

/// A piece of the stream, and the last entry it holds.
struct Frames {
  std::string text;
  std::int64_t through = 0;
};

class Feed : public std::enable_shared_from_this<Feed> {
 public:
  struct Limits {
    std::size_t ring_bytes = 1 << 20;
    std::size_t ring_entries = 4096;
    std::size_t batch = 64;             ///< entries read from the journal at once
    std::size_t chunk_bytes = 1 << 15;  ///< about how much is given to a listener at once
  };
  Feed(Api& api, Hop hop, Limits limits) : api_(api), hop_(std::move(hop)), limits_(limits), epoch_(api.epoch()) {}

  /// Something was committed up to `sequence`.
  void committed(std::int64_t sequence);

  using Opened = std::function<void(Answered<std::shared_ptr<EventStream>>)>;
  /// `last_event_id` is where the listener left off; empty: from now on. An id of another database starts from now on, and
  /// the first event, "hello", says so by its epoch. invalid if the id is none of ours.
  void open(Caller caller, const std::string& last_event_id, Opened opened);
  /// Ends the streams of those whose sessions have ended.
  void recheck();

  std::size_t listeners() const { return streams_.size(); }
  std::size_t ring_bytes() const { return ring_bytes_; }

 private:
  friend class EventStream;
  struct Kept {
    std::int64_t sequence;
    std::string text;  ///< as those hear it who hear all
    Entry entry;
  };

  void follow();
  void begin(Ear ear, std::optional<std::int64_t> after, Opened opened);
  void keep(const Entries& entries);
  void wake();
  void end_all();
  Frames take(std::int64_t after, const Ear& ear) const;
  std::string frame_of(const Entry& entry, const Ear& ear) const;
  std::string hello(std::int64_t sequence) const;

  Api& api_;
  const Hop hop_;
  const Limits limits_;
  const std::string epoch_;
  std::vector<EventStream*> streams_;
  std::deque<Kept> ring_;  // entries after tail_ up to head_ that have events
  std::size_t ring_bytes_ = 0;
  std::int64_t tail_ = 0, head_ = 0, newest_ = 0;
  bool reading_ = false;
};

}  // namespace vestibule::core::http
