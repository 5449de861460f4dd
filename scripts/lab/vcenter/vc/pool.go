package vc

import (
	"slices"

	"github.com/vmware/govmomi/simulator"
	"github.com/vmware/govmomi/vim25/methods"
	"github.com/vmware/govmomi/vim25/mo"
	"github.com/vmware/govmomi/vim25/soap"
	"github.com/vmware/govmomi/vim25/types"
)

// pool answers for a resource pool.
type pool struct {
	*simulator.ResourcePool
	notEntity
	lab *Lab
}

// sizeRootPool: the root pool of a compute resource has what its hosts give.
func (l *Lab) sizeRootPool(cr *mo.ComputeResource) {
	p := get[*simulator.ResourcePool](l, *cr.ResourcePool)
	s := cr.Summary.GetComputeResourceSummary()
	size := func(n int64) types.ResourceAllocationInfo {
		return types.ResourceAllocationInfo{
			Reservation: types.NewInt64(n), Limit: types.NewInt64(n), ExpandableReservation: types.NewBool(true),
			Shares: &types.SharesInfo{Level: types.SharesLevelNormal, Shares: 4000},
		}
	}
	p.Config.CpuAllocation, p.Config.MemoryAllocation = size(int64(s.TotalCpu)), size(s.TotalMemory>>20)
	p.Summary = &types.ResourcePoolSummary{Name: p.Name, Config: p.Config}
	l.tally(p)
}

func either0(s, otherwise string) string {
	if s == "" {
		return otherwise
	}
	return s
}

// reserved is what children and running machines of a pool reserve of one kind, in MHz or MiB.
func (l *Lab) reserved(p *mo.ResourcePool, kind func(types.ResourceAllocationInfo, types.ResourceAllocationInfo) types.ResourceAllocationInfo, except types.ManagedObjectReference) (sum int64) {
	for _, ref := range p.ResourcePool {
		if c := get[*simulator.ResourcePool](l, ref); c != nil && ref != except {
			sum += value(kind(c.Config.CpuAllocation, c.Config.MemoryAllocation).Reservation)
		}
	}
	for _, ref := range p.Vm {
		vm := get[*simulator.VirtualMachine](l, ref)
		if vm != nil && ref != except && vm.Runtime.PowerState == types.VirtualMachinePowerStatePoweredOn {
			sum += value(kind(*vm.Config.CpuAllocation, *vm.Config.MemoryAllocation).Reservation)
		}
	}
	return sum
}

func cpuKind(c, _ types.ResourceAllocationInfo) types.ResourceAllocationInfo    { return c }
func memoryKind(_, m types.ResourceAllocationInfo) types.ResourceAllocationInfo { return m }

func value(p *int64) int64 {
	if p == nil {
		return 0
	}
	return *p
}

// admit: a reservation needs room in the pool, or, where the pool's is expandable, above it.
func (l *Lab) admit(ref types.ManagedObjectReference, cpu, memory int64, except types.ManagedObjectReference) fault {
	for _, k := range []struct {
		of   func(types.ResourceAllocationInfo, types.ResourceAllocationInfo) types.ResourceAllocationInfo
		want int64
		err  func(free, want int64) fault
	}{
		{cpuKind, cpu, func(free, want int64) fault {
			return &types.InsufficientCpuResourcesFault{Unreserved: free, Requested: want}
		}},
		{memoryKind, memory, func(free, want int64) fault {
			return &types.InsufficientMemoryResourcesFault{Unreserved: free << 20, Requested: want << 20}
		}},
	} {
		want, at, skip := k.want, ref, except
		for want > 0 {
			p := get[*simulator.ResourcePool](l, at)
			if p == nil {
				break
			}
			own := k.of(p.Config.CpuAllocation, p.Config.MemoryAllocation)
			free := value(own.Reservation) - l.reserved(&p.ResourcePool, k.of, skip)
			if want <= free {
				break
			}
			if p.Parent.Type != "ResourcePool" || !on(own.ExpandableReservation) {
				return k.err(max(free, 0), want)
			}
			want, skip, at = want-max(free, 0), at, *p.Parent
		}
	}
	return nil
}

// tally updates what a pool shows of its use.
func (l *Lab) tally(p *simulator.ResourcePool) {
	use := func(kind func(types.ResourceAllocationInfo, types.ResourceAllocationInfo) types.ResourceAllocationInfo, unit int64) types.ResourcePoolResourceUsage {
		size := value(kind(p.Config.CpuAllocation, p.Config.MemoryAllocation).Reservation)
		used := l.reserved(&p.ResourcePool, kind, types.ManagedObjectReference{})
		return types.ResourcePoolResourceUsage{ReservationUsed: used * unit, UnreservedForPool: (size - used) * unit, UnreservedForVm: (size - used) * unit, MaxUsage: size * unit}
	}
	p.Runtime.OverallStatus = types.ManagedEntityStatusGreen
	p.Runtime.Cpu, p.Runtime.Memory = use(cpuKind, 1), use(memoryKind, 1<<20)
}

// CreateResourcePool refuses bad names and reservations that do not fit.
func (p *pool) CreateResourcePool(ctx *simulator.Context, req *types.CreateResourcePool) soap.HasFault {
	l := p.lab
	body := &methods.CreateResourcePoolBody{}
	if f := l.checkName(req.Name); f != nil {
		body.Fault_ = refuse(f)
		return body
	}
	if f := l.admit(p.Self, value(req.Spec.CpuAllocation.Reservation), value(req.Spec.MemoryAllocation.Reservation), types.ManagedObjectReference{}); f != nil {
		body.Fault_ = refuse(f)
		return body
	}
	res := p.ResourcePool.CreateResourcePool(ctx, req).(*methods.CreateResourcePoolBody)
	if res.Fault_ != nil {
		res.Fault_.String = say(res.Fault_.Detail.Fault.(types.BaseMethodFault))
		return res
	}
	c := get[*simulator.ResourcePool](l, res.Res.Returnval)
	c.Vm, c.ResourcePool.ResourcePool = nil, nil
	c.Config.Entity = &c.Self
	c.Config.ScaleDescendantsShares = req.Spec.ScaleDescendantsShares // unset: as the parent does
	levelShares(&c.Config)
	c.Summary = &types.ResourcePoolSummary{Name: c.Name, Config: c.Config}
	l.tally(c)
	l.tally(p.ResourcePool)
	return res
}

// levelShares: a level other than custom has its own number of shares.
func levelShares(c *types.ResourceConfigSpec) {
	if s := c.CpuAllocation.Shares; s != nil && s.Level != types.SharesLevelCustom {
		c.CpuAllocation.Shares = &types.SharesInfo{Level: s.Level, Shares: map[types.SharesLevel]int32{"low": 2000, "normal": 4000, "high": 8000}[s.Level]}
	}
	if s := c.MemoryAllocation.Shares; s != nil && s.Level != types.SharesLevelCustom {
		c.MemoryAllocation.Shares = &types.SharesInfo{Level: s.Level, Shares: map[types.SharesLevel]int32{"low": 81920, "normal": 163840, "high": 327680}[s.Level]}
	}
}

// UpdateConfig keeps every field of the specification.
func (p *pool) UpdateConfig(_ *simulator.Context, req *types.UpdateConfig) soap.HasFault {
	l := p.lab
	body := &methods.UpdateConfigBody{}
	bad := func(f fault) soap.HasFault { body.Fault_ = refuse(f); return body }
	parent := get[*simulator.ResourcePool](l, *p.Parent)
	if req.Name != "" && req.Name != p.Name {
		if f := l.checkName(req.Name); f != nil {
			return bad(f)
		}
		if parent == nil {
			return bad(&types.NotSupported{})
		}
		for _, s := range parent.ResourcePool.ResourcePool {
			if s != p.Self && l.nameOf(s) == req.Name {
				return bad(&types.DuplicateName{Name: req.Name, Object: s})
			}
		}
	}
	cfg := p.Config
	if s := req.Config; s != nil {
		merge(&cfg.CpuAllocation, &s.CpuAllocation)
		merge(&cfg.MemoryAllocation, &s.MemoryAllocation)
		cfg.ScaleDescendantsShares = either0(s.ScaleDescendantsShares, cfg.ScaleDescendantsShares)
		levelShares(&cfg)
		for _, a := range []types.ResourceAllocationInfo{cfg.CpuAllocation, cfg.MemoryAllocation} {
			if value(a.Reservation) < 0 || value(a.Limit) < -1 || (value(a.Limit) >= 0 && value(a.Limit) < value(a.Reservation)) {
				return bad(invalid("config.reservation"))
			}
		}
		if parent != nil {
			if f := l.admit(parent.Self, value(cfg.CpuAllocation.Reservation), value(cfg.MemoryAllocation.Reservation), p.Self); f != nil {
				return bad(f)
			}
		}
	}
	p.Config = cfg
	if req.Name != "" {
		p.Name = req.Name
	}
	p.Summary = &types.ResourcePoolSummary{Name: p.Name, Config: p.Config}
	l.tally(p.ResourcePool)
	if parent != nil {
		l.tally(parent)
	}
	body.Res = &types.UpdateConfigResponse{}
	return body
}

// MoveIntoResourcePool takes machines and pools of the same compute resource.
func (p *pool) MoveIntoResourcePool(_ *simulator.Context, req *types.MoveIntoResourcePool) soap.HasFault {
	l := p.lab
	body := &methods.MoveIntoResourcePoolBody{}
	for _, ref := range req.List {
		switch o := l.Map.Get(ref).(type) {
		case *simulator.VirtualMachine:
			l.setPool(o, p.Self)
		case *simulator.ResourcePool:
			if o.Owner != p.Owner {
				body.Fault_ = refuse(invalid("list"))
				return body
			}
			from := get[*simulator.ResourcePool](l, *o.Parent)
			simulator.RemoveReference(&from.ResourcePool.ResourcePool, ref)
			p.ResourcePool.ResourcePool.ResourcePool = append(p.ResourcePool.ResourcePool.ResourcePool, ref)
			o.Parent = &p.Self
		default:
			body.Fault_ = refuse(&types.ManagedObjectNotFound{Obj: ref})
			return body
		}
	}
	body.Res = &types.MoveIntoResourcePoolResponse{}
	return body
}

// DestroyTask refuses a pool that holds something. A vCenter would hand machines
// to the parent; the provider asks first, and so does this lab.
func (p *pool) DestroyTask(ctx *simulator.Context, _ *types.Destroy_Task) soap.HasFault {
	return &methods.Destroy_TaskBody{Res: &types.Destroy_TaskResponse{
		Returnval: p.lab.task(ctx, p.ResourcePool, "destroy", func() (result, fault) {
			if p.Parent.Type != "ResourcePool" {
				return nil, &types.NotSupported{}
			}
			if len(p.Vm) > 0 || len(p.ResourcePool.ResourcePool.ResourcePool) > 0 {
				return nil, explained(&types.ResourceInUse{Type: "ResourcePool", Name: p.Name}, "The resource pool %s is not empty.", p.Name)
			}
			p.lab.removePool(ctx, p.Self)
			return nil, nil
		}),
	}}
}

// removePool takes a pool and the pools below it out of the inventory.
func (l *Lab) removePool(ctx *simulator.Context, ref types.ManagedObjectReference) {
	p := get[*simulator.ResourcePool](l, ref)
	for _, c := range slices.Clone(p.ResourcePool.ResourcePool) {
		l.removePool(ctx, c)
	}
	if parent := get[*simulator.ResourcePool](l, *p.Parent); parent != nil {
		simulator.RemoveReference(&parent.ResourcePool.ResourcePool, ref)
		l.tally(parent)
	}
	l.Map.Remove(ctx, ref)
	l.forget(ref)
}

// setPool moves a machine between pools.
func (l *Lab) setPool(vm *simulator.VirtualMachine, to types.ManagedObjectReference) {
	if vm.ResourcePool != nil {
		if p := get[*simulator.ResourcePool](l, *vm.ResourcePool); p != nil {
			simulator.RemoveReference(&p.Vm, vm.Self)
			l.tally(p)
		}
	}
	if vm.Config.Template {
		vm.ResourcePool = nil
		return
	}
	p := get[*simulator.ResourcePool](l, to)
	p.Vm = append(p.Vm, vm.Self)
	vm.ResourcePool = &p.Self
	l.tally(p)
}
