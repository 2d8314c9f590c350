#pragma once
// What screens see: the latest state of something, kept by the broker for whoever comes later.

#include <string_view>

#include "vestibule/json.hpp"

namespace vestibule {

/// Loop thread only.
class Publisher {
 public:
  virtual ~Publisher() = default;

  /// Makes `state` (a described struct, at most 60 KiB encoded) the retained message of `subject` ("board/main"). The host
  /// adds the journal's sequence number and the time it was true, sends it once what is committed is committed, and again
  /// when the broker comes back. Of several states of one subject before that, only the last is sent.
  template <class State>
  void retain(std::string_view subject, const State& state) { retain(subject, encode(state)); }

  /// The same for one client alone: what it is to be like. The broker lets nobody else read it.
  template <class State>
  void order(std::string_view client, const State& state) { order(client, encode(state)); }

 private:
  virtual void retain(std::string_view subject, json::value state) = 0;
  virtual void order(std::string_view client, json::value state) = 0;
};

}  // namespace vestibule
