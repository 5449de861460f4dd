package vc

import (
	"testing"

	"github.com/vmware/govmomi/object"
	"github.com/vmware/govmomi/vim25/methods"
	"github.com/vmware/govmomi/vim25/types"
)

func poolSpec(cpu, memory int64, expandable bool) types.ResourceConfigSpec {
	s := types.DefaultResourceConfigSpec()
	s.CpuAllocation.Reservation, s.MemoryAllocation.Reservation = &cpu, &memory
	s.CpuAllocation.ExpandableReservation, s.MemoryAllocation.ExpandableReservation = &expandable, &expandable
	return s
}

func (x *estate) newPool(name string, s types.ResourceConfigSpec) (*object.ResourcePool, error) {
	return x.pool().Create(x.ctx, name, s)
}

func TestPoolFolderAndRoleRefusals(t *testing.T) {
	check(t, []refusal{
		{"folder with a taken name", &types.DuplicateName{}, func(x *estate) error {
			_, err := x.folders().VmFolder.CreateFolder(x.ctx, "tpl")
			return err
		}},
		{"folder that is not empty", &types.ResourceInUse{}, func(x *estate) error {
			f, err := x.folders().VmFolder.CreateFolder(x.ctx, "f")
			x.ok(err)
			_, err = f.CreateFolder(x.ctx, "g")
			x.ok(err)
			return x.outcome(f.Destroy(x.ctx))
		}},
		{"folder moved into itself", &types.NotSupported{}, func(x *estate) error {
			f, err := x.folders().VmFolder.CreateFolder(x.ctx, "f")
			x.ok(err)
			g, err := f.CreateFolder(x.ctx, "g")
			x.ok(err)
			return x.outcome(g.MoveInto(x.ctx, []types.ManagedObjectReference{f.Reference()}))
		}},
		{"pool with a taken name", &types.DuplicateName{}, func(x *estate) error {
			_, err := x.newPool("p", poolSpec(0, 0, true))
			x.ok(err)
			_, err = x.newPool("p", poolSpec(0, 0, true))
			return err
		}},
		{"pool that is not empty", &types.ResourceInUse{}, func(x *estate) error {
			p, err := x.newPool("p", poolSpec(0, 0, true))
			x.ok(err)
			_, err = p.Create(x.ctx, "q", poolSpec(0, 0, true))
			x.ok(err)
			return x.outcome(p.Destroy(x.ctx))
		}},
		{"memory reservation beyond the cluster", &types.InsufficientMemoryResourcesFault{}, func(x *estate) error {
			_, err := x.newPool("p", poolSpec(0, 200<<10, true))
			return err
		}},
		{"processor reservation beyond the cluster", &types.InsufficientCpuResourcesFault{}, func(x *estate) error {
			_, err := x.newPool("p", poolSpec(1<<20, 0, true))
			return err
		}},
		{"two pools that reserve more than there is", &types.InsufficientMemoryResourcesFault{}, func(x *estate) error {
			_, err := x.newPool("p", poolSpec(0, 100<<10, true))
			x.ok(err)
			_, err = x.newPool("q", poolSpec(0, 100<<10, true))
			return err
		}},
		{"machine that reserves more than its fixed pool", &types.InsufficientMemoryResourcesFault{}, func(x *estate) error {
			p, err := x.newPool("p", poolSpec(0, 1024, false))
			x.ok(err)
			vm := x.vm("v", 4096, false)
			x.done(vm.Reconfigure(x.ctx, types.VirtualMachineConfigSpec{MemoryAllocation: &types.ResourceAllocationInfo{Reservation: types.NewInt64(4096)}}))
			_, err = methods.MoveIntoResourcePool(x.ctx, x.c, &types.MoveIntoResourcePool{This: p.Reference(), List: []types.ManagedObjectReference{vm.Reference()}})
			x.ok(err)
			return x.outcome(vm.PowerOn(x.ctx))
		}},
		{"limit below the reservation", &types.InvalidArgument{}, func(x *estate) error {
			p, err := x.newPool("p", poolSpec(0, 1024, true))
			x.ok(err)
			s := poolSpec(0, 1024, true)
			s.MemoryAllocation.Limit = types.NewInt64(512)
			return p.UpdateConfig(x.ctx, "", &s)
		}},
		{"role with an unknown privilege", &types.InvalidArgument{}, func(x *estate) error {
			_, err := object.NewAuthorizationManager(x.c.Client).AddRole(x.ctx, "r", []string{"VirtualMachine.Interact.Teleport"})
			return err
		}},
		{"role with a taken name", &types.AlreadyExists{}, func(x *estate) error {
			m := object.NewAuthorizationManager(x.c.Client)
			_, err := m.AddRole(x.ctx, "r", nil)
			x.ok(err)
			_, err = m.AddRole(x.ctx, "r", nil)
			return err
		}},
		{"role in use removed", &types.RemoveFailed{}, func(x *estate) error {
			m := object.NewAuthorizationManager(x.c.Client)
			id, err := m.AddRole(x.ctx, "r", nil)
			x.ok(err)
			x.ok(m.SetEntityPermissions(x.ctx, x.folders().VmFolder.Reference(), []types.Permission{{Principal: "LAB\\ops", Group: true, RoleId: id}}))
			return m.RemoveRole(x.ctx, id, true)
		}},
		{"permission with a role that does not exist", &types.NotFound{}, func(x *estate) error {
			return object.NewAuthorizationManager(x.c.Client).SetEntityPermissions(x.ctx, x.folders().VmFolder.Reference(), []types.Permission{{Principal: "LAB\\ops", RoleId: 4711}})
		}},
		{"custom attribute with a taken name", &types.DuplicateName{}, func(x *estate) error {
			m, err := object.GetCustomFieldsManager(x.c.Client)
			x.ok(err)
			_, err = m.Add(x.ctx, "owner", "VirtualMachine", nil, nil)
			x.ok(err)
			_, err = m.Add(x.ctx, "owner", "VirtualMachine", nil, nil)
			return err
		}},
	})
}
