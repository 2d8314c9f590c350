#pragma once
// What screens see: the latest state of something, kept by the broker for whoever comes later.

#include <functional>
#include <string>
#include <string_view>
#include <utility>

#include "vestibule/json.hpp"

namespace vestibule {

/// Loop thread only.
class Publisher {
 public:
  virtual ~Publisher() = default;

  /// Has the retained message of `subject` ("board/main") made anew: what `now()` returns, a described struct, at most 60 KiB
  /// encoded. It is called when the message leaves, once what is committed is committed, and again when the broker comes
  /// back; of several for one subject before that only the last is. The host adds the journal's sequence number and the time.
  template <class Now>
  void retain(std::string_view subject, Now now) {
    retain_made(subject, [now = std::move(now)] { return encode_text(now()); });
  }

  /// The same for one client alone: what it is to be like. The broker lets nobody else read it.
  template <class Now>
  void order(std::string_view client, Now now) {
    order_made(client, [now = std::move(now)] { return encode_text(now()); });
  }

 private:
  virtual void retain_made(std::string_view subject, std::function<std::string()> now) = 0;
  virtual void order_made(std::string_view client, std::function<std::string()> now) = 0;
};

}  // namespace vestibule
