#include "feed.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <charconv>
#include <iterator>

#include "hide.hpp"

namespace vestibule::core::http {
namespace {

struct Place {
  bool ours = true;  ///< false: of another database
  std::int64_t sequence = 0;
};

/// "<epoch>-17", or just "17" as a person would write it.
Result<Place> place_of(std::string_view id, std::string_view epoch) {
  Place place;
  const auto dash = id.rfind('-');
  const auto digits = dash == id.npos ? id : id.substr(dash + 1);
  if (dash != id.npos) place.ours = id.substr(0, dash) == epoch;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), place.sequence);
  if (error != std::errc{} || end != digits.data() + digits.size())
    return fail(Code::invalid, "the Last-Event-ID is none of ours; leave it out to hear what happens from now on");
  return place;
}

}  // namespace

// ---- the listener

EventStream::EventStream(std::shared_ptr<Feed> feed, std::int64_t sequence, std::string first, Ear ear)
    : feed_(std::move(feed)), sequence_(sequence), pending_(std::move(first)), ear_(std::move(ear)) {
  feed_->streams_.push_back(this);
}

EventStream::~EventStream() { std::erase(feed_->streams_, this); }

void EventStream::next(Then then) {
  then_ = std::move(then);
  serve();
}

void EventStream::give(std::string frames) {
  if (auto then = std::exchange(then_, nullptr)) then(std::move(frames));
}

/// What it has not been given yet it does not get any more.
void EventStream::end() {
  over_ = true;
  give({});
}

void EventStream::serve() {
  if (!then_) return;
  if (over_) return give({});
  if (reading_) return;
  if (!pending_.empty()) return give(std::exchange(pending_, {}));
  if (sequence_ < feed_->tail_) return read_journal();
  auto frames = feed_->take(sequence_, ear_);
  sequence_ = std::max(sequence_, frames.through);
  if (!frames.text.empty()) give(std::move(frames.text));
}

void EventStream::read_journal() {
  reading_ = true;
  feed_->api_.entries(sequence_, feed_->limits_.batch,
                      [self = weak_from_this(), hop = feed_->hop_](Result<Entries> found) {
                        hop([self, found = std::move(found)] {
                          const auto stream = self.lock();
                          if (!stream) return;
                          stream->reading_ = false;
                          if (!found || found->through <= stream->sequence_) return stream->give({});
                          stream->sequence_ = found->through;
                          for (const auto& entry : found->entries) stream->pending_ += stream->feed_->frame_of(entry, stream->ear_);
                          stream->serve();
                        });
                      });
}

// ---- what all listeners share

void Feed::committed(std::int64_t sequence) {
  newest_ = std::max(newest_, sequence);
  follow();
}

void Feed::follow() {
  if (streams_.empty()) {  // nobody listens: nothing is read, nothing kept
    ring_.clear();
    ring_bytes_ = 0;
    tail_ = head_ = newest_;
  }
  if (reading_ || head_ >= newest_) return;
  reading_ = true;
  api_.entries(head_, limits_.batch, [self = weak_from_this(), hop = hop_, after = head_](Result<Entries> found) {
    hop([self, after, found = std::move(found)] {
      const auto feed = self.lock();
      if (!feed) return;
      feed->reading_ = false;
      if (!found || found->through <= after) return feed->end_all();
      feed->keep(*found);
      feed->wake();
      feed->follow();
    });
  });
}

void Feed::keep(const Entries& entries) {
  for (const auto& entry : entries.entries) {
    if (entry.events.empty() || entry.sequence <= head_) continue;
    ring_.push_back({entry.sequence, frame_of(entry, Ear{}), entry});
    ring_bytes_ += ring_.back().text.size();
  }
  head_ = std::max(head_, entries.through);
  newest_ = std::max(newest_, head_);
  while (!ring_.empty() && (ring_bytes_ > limits_.ring_bytes || ring_.size() > limits_.ring_entries)) {
    ring_bytes_ -= ring_.front().text.size();
    tail_ = ring_.front().sequence;
    ring_.pop_front();
  }
}

Frames Feed::take(std::int64_t after, const Ear& ear) const {
  Frames frames{{}, std::max(after, head_)};
  auto kept =
      std::upper_bound(ring_.begin(), ring_.end(), after, [](std::int64_t at, const Kept& one) { return at < one.sequence; });
  for (; kept != ring_.end(); ++kept) {
    frames.text += ear.events ? frame_of(kept->entry, ear) : kept->text;
    if (frames.text.size() < limits_.chunk_bytes) continue;
    frames.through = kept->sequence;
    break;
  }
  return frames;
}

void Feed::wake() {
  // A woken listener may go away, and take others with it.
  std::vector<std::weak_ptr<EventStream>> listeners;
  for (auto* stream : streams_) listeners.push_back(stream->weak_from_this());
  for (const auto& listener : listeners)
    if (const auto stream = listener.lock()) stream->serve();
}

/// The journal cannot be read: they come again and say where they were.
void Feed::end_all() {
  std::vector<std::weak_ptr<EventStream>> listeners;
  for (auto* stream : streams_) listeners.push_back(stream->weak_from_this());
  for (const auto& listener : listeners)
    if (const auto stream = listener.lock()) stream->give({});
}

void Feed::open(Caller caller, const std::string& last_event_id, Opened opened) {
  std::optional<std::int64_t> after;
  if (!last_event_id.empty()) {
    const auto place = place_of(last_event_id, epoch_);
    if (!place) return opened({tl::unexpected(place.error())});
    if (place->ours) after = place->sequence;
  }
  api_.listen(std::move(caller), [self = weak_from_this(), hop = hop_, after, opened = std::move(opened)](Answered<Ear> ear) {
    hop([self, after, opened, ear = std::move(ear)]() mutable {
      const auto feed = self.lock();
      if (!feed) return;
      if (!ear.result) return opened({tl::unexpected(ear.result.error()), ear.sign_in});
      feed->begin(*std::move(ear.result), after, std::move(opened));
    });
  });
}

void Feed::begin(Ear ear, std::optional<std::int64_t> after, Opened opened) {
  api_.entries(after, limits_.batch,
               [self = weak_from_this(), hop = hop_, ear = std::move(ear), after, opened = std::move(opened)](Result<Entries> found) {
                 hop([self, ear, after, opened, found = std::move(found)] {
                   const auto feed = self.lock();
                   if (!feed) return;
                   if (!found) return opened({tl::unexpected(found.error())});
                   auto first = feed->hello(std::min(after.value_or(found->through), found->through));
                   for (const auto& entry : found->entries) first += feed->frame_of(entry, ear);
                   feed->committed(found->through);  // while nobody listens, the ring starts here
                   opened({std::make_shared<EventStream>(feed, found->through, std::move(first), ear)});
                   feed->follow();
                 });
               });
}

void Feed::recheck() {
  if (streams_.empty()) return;
  std::vector<Ear> ears;
  std::vector<std::weak_ptr<EventStream>> listeners;
  for (auto* stream : streams_) {
    ears.push_back(stream->ear_);
    listeners.push_back(stream->weak_from_this());
  }
  api_.still_there(std::move(ears), [hop = hop_, listeners = std::move(listeners)](std::vector<bool> there) {
    hop([listeners, there = std::move(there)] {
      for (std::size_t i = 0; i < listeners.size(); ++i)
        if (const auto stream = listeners[i].lock(); stream && !there[i]) stream->end();
    });
  });
}

std::vector<Told> heard(const Entry& entry, const Ear& ear) {
  if (!ear.events) return entry.events;
  std::vector<Told> kept;
  for (const auto& told : entry.events) {
    const auto found = ear.events->find(told.name);
    if (found == ear.events->end()) continue;
    if (!told.ears.empty() && std::find(told.ears.begin(), told.ears.end(), ear.actor.id) == told.ears.end()) continue;
    kept.push_back(told);
    if (found->second) hide(kept.back().body, *found->second);
  }
  return kept;
}

std::string Feed::frame_of(const Entry& entry, const Ear& ear) const {
  std::string text;
  const auto events = heard(entry, ear);
  for (const auto& told : events) {
    // Only the last event of an entry moves the listener's place on, so that a broken line never splits an entry.
    const json::value data{{"sequence", entry.sequence}, {"at", json::string_view(to_iso(entry.at))}, {"body", told.body}};
    fmt::format_to(std::back_inserter(text), "event: {}\n", told.name);
    if (&told == &events.back()) fmt::format_to(std::back_inserter(text), "id: {}-{}\n", epoch_, entry.sequence);
    fmt::format_to(std::back_inserter(text), "data: {}\n\n", json::serialize(data));
  }
  return text;
}

std::string Feed::hello(std::int64_t sequence) const {
  const json::value data{{"epoch", json::string_view(epoch_)}, {"sequence", sequence}};
  return fmt::format("retry: 2000\nevent: hello\nid: {}-{}\ndata: {}\n\n", epoch_, sequence, json::serialize(data));
}

}  // namespace vestibule::core::http
