#pragma once
// What machines send by themselves, too often for the loop and too much for the journal: heard on a thread of its own, over a line of
// its own to the broker. What of it matters to the house is brought to the loop and becomes a command there.

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace vestibule {

/// One message as it came; the texts live as long as the call. Nothing is promised: messages may be lost, doubled and reordered.
struct Arrival {
  std::string_view topic;
  std::string_view payload;  ///< at most 64 KiB
  bool retained = false;     ///< the broker had kept it, so it may be old
};

/// What a plugin keeps on the intake's thread: only that thread calls it. It sees its own values and those it was sent by Intake::there,
/// and nothing of the plugin's that lives on the loop. If it throws, the plugin is faulted and it is called no more.
class Listener {
 public:
  virtual ~Listener() = default;
  virtual void hear(const Arrival& arrival) = 0;
  /// The line to the broker is there (subscriptions are in place), or is lost.
  virtual void line(bool up) = 0;
  /// Every 100 ms by the steady clock: for what becomes late when nothing comes.
  virtual void beat() = 0;
};

/// A plugin that never opens its intake costs neither thread nor line.
class Intake {
 public:
  virtual ~Intake() = default;

  /// Begins to hear what matches the filters ("vestibule/v1/dev/+/num"); once, on the loop. The listener must live until close().
  virtual void open(std::vector<std::string> filters, Listener& listener) = 0;
  /// When it returns, the listener is called no more. On the loop; the host does so too before it lets a plugin go.
  virtual void close() = 0;
  virtual bool is_open() const = 0;

  /// From the loop: has `run` called on the intake's thread, in order. Dropped if it is not open.
  virtual void there(std::function<void()> run) = 0;
  /// From the listener: has `run` called on the loop, in order; states it marks leave after it (Publisher). Throws when 10,000 wait.
  virtual void here(std::function<void()> run) = 0;
};

}  // namespace vestibule
