#include "vestibule/ui/speech.hpp"

#include <SDL.h>
#include <condition_variable>
#include <deque>
#include <list>
#include <set>
#include <thread>

#include "synthesiser.hpp"

namespace vestibule::ui {

namespace {

constexpr std::size_t most_kept = 2 * 1024 * 1024;  // samples in the cache: 4 MB, a minute and a half

struct Sentence {
  std::string language, text;
  friend bool operator==(const Sentence&, const Sentence&) = default;
};

/// The clips said last, newest first.
class Cache {
 public:
  ClipPtr find(const Sentence& sentence) {
    const auto found = std::find_if(kept_.begin(), kept_.end(), [&](const auto& one) { return one.first == sentence; });
    if (found == kept_.end()) return nullptr;
    kept_.splice(kept_.begin(), kept_, found);
    return found->second;
  }
  void keep(const Sentence& sentence, ClipPtr clip) {
    samples_ += clip->samples.size();
    kept_.emplace_front(sentence, std::move(clip));
    for (; samples_ > most_kept && kept_.size() > 1; kept_.pop_back()) samples_ -= kept_.back().second->samples.size();
  }

 private:
  std::list<std::pair<Sentence, ClipPtr>> kept_;
  std::size_t samples_ = 0;
};

}  // namespace

struct Speech::Inside : std::enable_shared_from_this<Speech::Inside> {
  Inside(Post p, SpeechOptions o, Log& l) : post(std::move(p)), options(std::move(o)), log(l) {}

  struct Order {
    Sentence sentence;
    std::function<void(ClipPtr)> then;
  };

  const Post post;
  const SpeechOptions options;
  Log& log;
  Cache cache;                      // the loop's
  std::vector<std::string> faults;  // the loop's
  std::set<std::string> silent;     // the loop's: what is known not to work, so that it is told once

  std::mutex mutex;  // guards `orders`
  std::condition_variable_any ordered;
  std::deque<Order> orders;
  std::jthread talker;

  void talk(const std::stop_token& stopping);
  void spoken(const Order& order, const Result<Clip>& clip);
};

/// The talker's thread.
void Speech::Inside::talk(const std::stop_token& stopping) {
  std::unique_ptr<Synthesiser> synthesiser;
  std::unique_lock lock(mutex);
  while (ordered.wait(lock, stopping, [this] { return !orders.empty(); }) && !stopping.stop_requested()) {
    Order order = std::move(orders.front());
    orders.pop_front();
    lock.unlock();
    Result<Clip> clip = Clip{};
    if (!synthesiser) {
      auto opened = Synthesiser::open(options.library, options.words_per_minute);
      if (opened) synthesiser = *std::move(opened);
      else clip = tl::unexpected(opened.error());
    }
    if (synthesiser) clip = synthesiser->speak(order.sentence.language, order.sentence.text);
    post([weak = weak_from_this(), order = std::move(order), clip = std::move(clip)] {
      if (const auto inside = weak.lock()) inside->spoken(order, clip);
    });
    lock.lock();
  }
  SDL_TLSCleanup();  // SDL frees what it keeps for a thread only for threads it made itself
}

void Speech::Inside::spoken(const Order& order, const Result<Clip>& clip) {
  if (clip) {
    auto made = std::make_shared<const Clip>(*clip);
    cache.keep(order.sentence, made);
    return order.then(std::move(made));
  }
  if (silent.insert(clip.error().message).second) {
    log.warning("{}: it is shown, not said", clip.error().message);
    faults.push_back(clip.error().message);
  }
  order.then(nullptr);
}

Speech::Speech(Post post, SpeechOptions options, Log& log) : inside_(std::make_shared<Inside>(std::move(post), std::move(options), log)) {}

Speech::~Speech() {
  inside_->talker.request_stop();
  if (inside_->talker.joinable()) inside_->talker.join();
}

void Speech::say(const std::string& language, const std::string& text, std::function<void(ClipPtr)> then) {
  Sentence sentence{language, text};
  if (ClipPtr known = inside_->cache.find(sentence)) return inside_->post([then = std::move(then), known = std::move(known)] { then(known); });
  Inside* inside = inside_.get();  // the thread is joined before it goes
  if (!inside->talker.joinable()) inside->talker = std::jthread([inside](const std::stop_token& stopping) { inside->talk(stopping); });
  {
    const std::lock_guard lock(inside_->mutex);
    inside_->orders.push_back({std::move(sentence), std::move(then)});
  }
  inside_->ordered.notify_one();
}

const std::vector<std::string>& Speech::faults() const { return inside_->faults; }

}  // namespace vestibule::ui
