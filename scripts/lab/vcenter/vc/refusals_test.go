package vc

import (
	"testing"

	"github.com/vmware/govmomi/vim25/types"
)

// refusal is one thing that a vCenter does not do, and the fault that it gives.
type refusal struct {
	name string
	want types.BaseMethodFault
	try  func(x *estate) error
}

func check(t *testing.T, all []refusal) {
	t.Helper()
	for _, r := range all {
		t.Run(r.name, func(t *testing.T) {
			x := start(t).estate()
			x.refused(r.try(x), r.want)
		})
	}
}

func TestEveryRefusalIsExplained(t *testing.T) {
	for _, f := range []types.BaseMethodFault{
		&types.DuplicateName{Name: "x"}, &types.ResourceInUse{Name: "x"}, &types.InvalidName{Name: "x"}, invalid("x"), &types.NotFound{},
		&types.NoCompatibleHost{}, &types.InvalidPowerState{}, &types.ConcurrentAccess{}, &types.AlreadyExists{Name: "x"},
	} {
		if s := say(f); len(s) < 20 || s[len(s)-1] == ':' {
			t.Errorf("%T: %q", f, s)
		}
	}
	if s := say(explained(&types.ResourceInUse{}, "The %s.", "text")); s != "The text." {
		t.Errorf("own text: %q", s)
	}
}
