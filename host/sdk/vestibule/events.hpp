#pragma once
// tell: what has happened, heard by whoever asked to hear it. An event is told through Act::tell.

#include <functional>
#include <memory>
#include <string_view>
#include <utility>
#include <vector>

#include "vestibule/json.hpp"

namespace vestibule {

/// Keeps a handler subscribed; destroying it unsubscribes. Move only; loop thread.
class [[nodiscard]] Subscription {
 public:
  Subscription() = default;
  explicit Subscription(std::function<void()> end) : end_(std::move(end)) {}
  Subscription(Subscription&& other) noexcept : end_(std::exchange(other.end_, nullptr)) {}
  Subscription& operator=(Subscription&& other) noexcept {
    if (this != &other) {
      stop();
      end_ = std::exchange(other.end_, nullptr);
    }
    return *this;
  }
  ~Subscription() { stop(); }

  void stop() {
    if (auto end = std::exchange(end_, nullptr)) end();
  }

 private:
  std::function<void()> end_;
};

/// Handlers run on the loop, after the commit that holds the event, in the order the events were told.
class Events {
 public:
  virtual ~Events() = default;

  /// Says in the reference that this plugin tells `Event`; call it in Plugin::start.
  template <class Event>
  void declare(std::string_view help) { declare(Event::name, help, fields_of<Event>()); }

  template <class Event>
  Subscription on(std::function<void(const Event&)> handler) {
    return subscribe(Event::name, [handler = std::move(handler)](const void* event) { handler(*static_cast<const Event*>(event)); });
  }

  /// Called once after each group of commands is committed and its events were told: the moment to repaint what changed.
  virtual Subscription on_settled(std::function<void()> handler) = 0;

 private:
  virtual void declare(std::string_view name, std::string_view help, std::vector<Field> fields) = 0;
  virtual Subscription subscribe(std::string_view name, std::function<void(const void*)> handler) = 0;
};

}  // namespace vestibule
