package vc

import (
	"testing"

	"github.com/vmware/govmomi/object"
	"github.com/vmware/govmomi/vim25/mo"
	"github.com/vmware/govmomi/vim25/types"
)

func TestPoolIsChangedInPlace(t *testing.T) {
	x := start(t).estate()
	p, err := x.newPool("p", poolSpec(1000, 1024, true))
	x.ok(err)
	s := poolSpec(2000, 2048, false)
	s.MemoryAllocation.Shares = &types.SharesInfo{Level: "high"}
	s.MemoryAllocation.Limit = types.NewInt64(4096)
	x.ok(p.UpdateConfig(x.ctx, "renamed", &s))
	var m mo.ResourcePool
	x.props(p.Reference(), &m)
	x.equal("name", m.Name, "renamed")
	x.equal("expandable", *m.Config.MemoryAllocation.ExpandableReservation, false)
	x.equal("limit", *m.Config.MemoryAllocation.Limit, int64(4096))
	x.equal("shares of a level", m.Config.MemoryAllocation.Shares.Shares, int32(327680))
	x.equal("descendants, never set", m.Config.ScaleDescendantsShares, "")
	var root mo.ResourcePool
	x.props(x.pool().Reference(), &root)
	x.equal("reserved above", root.Runtime.Memory.ReservationUsed, int64(2048<<20))
	x.equal("size of the root", *root.Config.MemoryAllocation.Reservation, int64(4*32<<10))
	x.done(p.Destroy(x.ctx))
}

func TestRolesHaveNumbersOfTheirOwn(t *testing.T) {
	e := start(t)
	m := object.NewAuthorizationManager(e.c.Client)
	a, err := m.AddRole(e.ctx, "a", []string{"VirtualMachine.Interact.PowerOn"})
	e.ok(err)
	b, err := m.AddRole(e.ctx, "b", nil)
	e.ok(err)
	e.equal("different", a != b && a > 0, true)
	e.ok(m.UpdateRole(e.ctx, a, "c", []string{"VirtualMachine.Interact.PowerOff"}))
	list, err := m.RoleList(e.ctx)
	e.ok(err)
	e.equal("renamed", list.ById(a).Name, "c")
	e.equal("the other", list.ById(b).Name, "b")

	ref := e.folders().VmFolder.Reference()
	for _, id := range []int32{a, b} {
		e.ok(m.SetEntityPermissions(e.ctx, ref, []types.Permission{{Principal: "LAB\\x", Group: true, RoleId: id, Propagate: true}}))
	}
	got, err := m.RetrieveEntityPermissions(e.ctx, ref, false)
	e.ok(err)
	e.equal("one permission for one principal", len(got), 1)
	e.equal("role", got[0].RoleId, b)
	e.ok(m.RemoveEntityPermission(e.ctx, ref, "LAB\\x", true))
	e.ok(m.RemoveRole(e.ctx, b, true))
}

func TestFolderIsRenamedAndMoved(t *testing.T) {
	x := start(t).estate()
	a, err := x.folders().VmFolder.CreateFolder(x.ctx, "a")
	x.ok(err)
	b, err := x.folders().VmFolder.CreateFolder(x.ctx, "b")
	x.ok(err)
	x.done(a.MoveInto(x.ctx, []types.ManagedObjectReference{b.Reference(), x.vm("v", 1024, false).Reference()}))
	x.done(b.Rename(x.ctx, "c"))
	_, err = x.find.Folder(x.ctx, "/dc/vm/a/c")
	x.ok(err)
	vm, err := x.find.VirtualMachine(x.ctx, "a/v")
	x.ok(err)
	x.done(vm.Destroy(x.ctx))
	x.done(b.Destroy(x.ctx))
	x.done(a.Destroy(x.ctx))
}
