#pragma once
// What stands over all zones: a takeover, "out of service", and the mark by which a screen shows that it still paints.

#include <vestibule/ui/widgets.hpp>

#include <vector>

#include "board_model.hpp"
#include "tongues.hpp"

namespace vestibule::board {

/// The whole screen in the languages of the takeover, those of the screen first.
class TakeoverView : public ui::Column {
 public:
  explicit TakeoverView(const Tongues& tongues);
  /// Nothing: it goes.
  void show(const std::optional<queue::Takeover>& takeover);

 private:
  void put(const queue::Takeover& takeover, const std::vector<std::string>& order, ui::Tone ink);

  const Tongues& tongues_;
  std::vector<ui::Box*> bars_;
  ui::Alike* texts_ = nullptr;
  json::value shown_;  ///< what is painted now
};

class LockView : public ui::Column {
 public:
  explicit LockView(const Tongues& tongues);
  void show(bool locked, const queue::Texts& message);

 private:
  const Tongues& tongues_;
  ui::Label* message_ = nullptr;
};

/// A few pixels in a corner that come and go when the host asks whether anything is painted still.
class Mark : public ui::View {
 public:
  Mark();
  void flip();

  ui::Size measure(ui::Size) override { return {}; }

 protected:
  void arrange_children() override;
  bool paints() const override { return false; }

 private:
  ui::Box* dot_ = nullptr;
};

}  // namespace vestibule::board
